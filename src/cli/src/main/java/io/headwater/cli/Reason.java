package io.headwater.cli;

import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Why something failed, in words for a sentence. */
public final class Reason {
  private Reason() {}

  /** The exception's message, or its name if it has none. */
  public static String of(Throwable e) {
    Throwable cause = e.getCause();
    if (e instanceof ExecutionException && cause != null) {
      return of(cause);
    }
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }
}
