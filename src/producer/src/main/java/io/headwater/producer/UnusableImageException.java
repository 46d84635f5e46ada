package io.headwater.producer;

/** A file is no image that events may have. The message names it, and says what would be right. */
public final class UnusableImageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableImageException(String message) {
    super(message);
  }
}
