package io.headwater.cli;

/** What the process returns to the shell. */
public final class ExitCode {
  public static final int OK = 0;

  /** The work failed. */
  public static final int FAILED = 1;

  /** The command was called wrongly, or the machine lacks what it needs. */
  public static final int USAGE = 2;

  /** The work was done, but some of what it was given was refused; the command says what. */
  public static final int REFUSED = 3;

  /** Ctrl-C: 128 + SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
