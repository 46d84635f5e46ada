package io.headwater.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** How far a work is: on a terminal one line that changes, elsewhere a new line now and then. */
public final class ProgressLine {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final String TO_START = "\r";
  private static final String ERASE_REST = "\033[K";

  private final PrintWriter out;
  private final boolean terminal;
  private long nextNanos = System.nanoTime();
  private String last = "";

  public ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public void show(String text) {
    if (text.equals(last)) {
      return;
    }
    if (terminal) {
      out.print(TO_START + text + ERASE_REST);
    } else if (System.nanoTime() >= nextNanos) {
      out.println(text);
      nextNanos = System.nanoTime() + INTERVAL.toNanos();
    } else {
      return;
    }
    out.flush();
    last = text;
  }

  /** What comes next starts on a line of its own. */
  public void end() {
    if (terminal && !last.isEmpty()) {
      out.println();
      out.flush();
    }
    last = "";
  }
}
