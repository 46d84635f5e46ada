package io.headwater.job.identity;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of a saved state are damaged, or of a format that is not known here: for good. */
public final class UnreadableStateException extends IOException {
  private static final long serialVersionUID = 1;

  public UnreadableStateException(String message) {
    this(message, null);
  }

  public UnreadableStateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
