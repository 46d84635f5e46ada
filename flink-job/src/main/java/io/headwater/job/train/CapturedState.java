package io.headwater.job.train;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.learner.LearnerState;

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
    return new Captured<>(capture.get(), this::giveBack);
  }

  private synchronized void giveBack() {
    open--;
    if (open == 0) {
      capture.close();
    }
  }
}
