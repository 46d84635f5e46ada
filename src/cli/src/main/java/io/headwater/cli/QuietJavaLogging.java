package io.headwater.cli;

import java.util.logging.LogManager;

/** Keeps libraries that log through java.util.logging off the screen. */
public final class QuietJavaLogging {
  /** Called by the log manager instead of reading its own configuration. */
  public QuietJavaLogging() {
    LogManager.getLogManager().reset();
  }
}
