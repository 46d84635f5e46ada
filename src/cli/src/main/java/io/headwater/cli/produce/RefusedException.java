package io.headwater.cli.produce;

/** One image can't be sent. The message says what is wrong, and what would be right. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message, null, false, false);
  }
}
