package io.headwater.job.kafka;

import org.jspecify.annotations.Nullable;

/** Kafka, or a topic in it, is not what the job needs. The message says what to do. */
public final class KafkaNotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaNotReadyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
