package io.headwater.cli;

import org.jspecify.annotations.Nullable;

/** A command can't do its work. The message is one sentence that says what to do about it. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(String message, int exitCode, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The work failed. */
  public static CommandFailure failed(String message, @Nullable Throwable cause) {
    return new CommandFailure(message, ExitCode.FAILED, cause);
  }

  /** Something that the work needs is not there. */
  public static CommandFailure environment(String message, @Nullable Throwable cause) {
    return new CommandFailure(message, ExitCode.USAGE, cause);
  }

  public int exitCode() {
    return exitCode;
  }
}
