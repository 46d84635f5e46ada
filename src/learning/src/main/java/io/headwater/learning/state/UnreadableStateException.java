package io.headwater.learning.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a saved state are damaged, cut off, or of a format that is not known here: for good,
 * so that trying again is no use.
 */
public final class UnreadableStateException extends IOException {
  private static final long serialVersionUID = 1;

  public UnreadableStateException(String message) {
    this(message, null);
  }

  public UnreadableStateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
