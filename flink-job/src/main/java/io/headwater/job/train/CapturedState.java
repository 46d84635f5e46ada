package io.headwater.job.train;

import io.headwater.learning.engine.LearnerState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A learner's state as it was when it was captured. Who asks first, on whichever thread, brings it
 * into its common form; who asks meanwhile waits for that.
 */
public final class CapturedState implements Supplier<LearnerState> {
  private @Nullable Supplier<LearnerState> capture;
  private @Nullable LearnerState state;

  /**
   * @param capture is asked once
   */
  public CapturedState(Supplier<LearnerState> capture) {
    this.capture = capture;
  }

  @Override
  public synchronized LearnerState get() {
    LearnerState known = state;
    if (known == null) {
      if (capture == null) {
        throw new IllegalStateException("the captured state could not be read");
      }
      Supplier<LearnerState> first = capture;
      capture = null;
      known = first.get();
      state = known;
    }
    return known;
  }
}
