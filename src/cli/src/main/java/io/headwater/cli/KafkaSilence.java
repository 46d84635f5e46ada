package io.headwater.cli;

import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Kafka that does not answer, which may pass; an answer that is a refusal does not. */
public final class KafkaSilence {
  private KafkaSilence() {}

  /** Whether the failure comes from it. */
  public static boolean causes(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof TimeoutException
            || failure instanceof DisconnectException
            || causes(failure.getCause()));
  }
}
