package io.headwater.job;

import org.jspecify.annotations.Nullable;

/** A Flink cluster, or a job on it, is not what a command needs. The message says what to do. */
public final class FlinkNotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FlinkNotReadyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
