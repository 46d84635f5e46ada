package io.headwater.learning.onednn;

import org.jspecify.annotations.Nullable;

/**
 * The memory that captures are taken into. One is kept for the next; those that are lent out are
 * freed when they come back after this is closed. Used by any thread.
 */
final class Captures implements AutoCloseable {
  private final Parameters parameters;
  private @Nullable Capture spare;
  private boolean closed;

  Captures(Parameters parameters) {
    this.parameters = parameters;
  }

  /** To be given back. */
  synchronized Capture borrow() {
    Capture capture = spare;
    spare = null;
    return capture != null ? capture : new Capture(parameters.byName());
  }

  synchronized void giveBack(Capture capture) {
    if (closed || spare != null) {
      capture.close();
    } else {
      spare = capture;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (spare != null) {
      spare.close();
      spare = null;
    }
  }
}
