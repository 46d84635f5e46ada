package io.headwater.learning.onednn;

import org.jspecify.annotations.Nullable;

/**
 * The memory that copies of the state are taken into. One is kept for the next; those that are lent
 * out are freed when they come back after this is closed. Used by any thread.
 */
final class StateCopies implements AutoCloseable {
  private final Parameters parameters;
  private @Nullable StateCopy spare;
  private boolean closed;

  StateCopies(Parameters parameters) {
    this.parameters = parameters;
  }

  /** To be given back. */
  synchronized StateCopy borrow() {
    StateCopy capture = spare;
    spare = null;
    return capture != null ? capture : new StateCopy(parameters.byName());
  }

  synchronized void giveBack(StateCopy capture) {
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
