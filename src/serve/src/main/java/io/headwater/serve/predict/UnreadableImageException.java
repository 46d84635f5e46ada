package io.headwater.serve.predict;

/** Bytes are no image that can be read; the message is one sentence that says why. */
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  public UnreadableImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
