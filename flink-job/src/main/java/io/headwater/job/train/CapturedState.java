package io.headwater.job.train;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.LearnerState;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A captured state that several need, each for as long as he likes: the engine has its memory back
 * when all who were to have a share have closed theirs.
 */
final class CapturedState {
  private final Captured<LearnerState> capture;
  private int open;

  CapturedState(Captured<LearnerState> capture) {
    this.capture = capture;
  }

  /** A share; take all of them before the first is closed. */
  synchronized Captured<LearnerState> share() {
    open++;
    AtomicBoolean closed = new AtomicBoolean();
    return new Captured<>() {
      @Override
      public LearnerState get() {
        return capture.get();
      }

      @Override
      public void close() {
        if (closed.compareAndSet(false, true)) {
          giveBack();
        }
      }
    };
  }

  private synchronized void giveBack() {
    open--;
    if (open == 0) {
      capture.close();
    }
  }
}
