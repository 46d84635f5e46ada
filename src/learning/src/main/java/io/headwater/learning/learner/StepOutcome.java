package io.headwater.learning.learner;

import io.headwater.learning.evaluate.TaskOutcome;
import java.util.List;

/**
 * What came of one mini-batch.
 *
 * @param step joint steps taken so far, this one included
 * @param gradientNorm global norm before clipping; 0 if nothing was to be learned from
 * @param learningRate of the step; 0 if nothing was to be learned from
 * @param tasks an entry for each task that fresh examples had labels for, in the order of the
 *     configuration; says nothing if the step was dropped
 * @param heldOut likewise for the held-out examples
 */
public record StepOutcome(
    long step,
    Update update,
    double gradientNorm,
    double learningRate,
    List<TaskOutcome> tasks,
    List<TaskOutcome> heldOut) {
  /** What became of the parameters. */
  public enum Update {
    /** They were updated. */
    APPLIED,
    /** A loss or the gradient was not finite, so that nothing was updated. */
    DROPPED,
    /** All examples were held out: there was no joint step. */
    NONE
  }

  public StepOutcome {
    tasks = List.copyOf(tasks);
    heldOut = List.copyOf(heldOut);
  }

  public boolean applied() {
    return update == Update.APPLIED;
  }
}
