package io.headwater.embedded;

import org.jspecify.annotations.Nullable;

/** A broker can't run there. The message is one sentence that says why, and what to do. */
public final class BrokerNotStartedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokerNotStartedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
