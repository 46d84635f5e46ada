package io.headwater.job.train;

import io.headwater.learning.learner.StepOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What came of a joint step, or where training stands at a checkpoint.
 *
 * @param step joint steps taken so far
 * @param outcome null at a checkpoint
 * @param modelTicket for the version to be published (see {@link ModelHandover}); null after a
 *     step, and at a checkpoint that has none
 */
public record TrainingResult(
    long step, @Nullable StepOutcome outcome, @Nullable String modelTicket) {
  static TrainingResult afterStep(StepOutcome outcome) {
    return new TrainingResult(outcome.step(), outcome, null);
  }

  static TrainingResult atCheckpoint(long step, @Nullable String modelTicket) {
    return new TrainingResult(step, null, modelTicket);
  }
}
