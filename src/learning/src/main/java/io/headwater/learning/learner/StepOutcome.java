package io.headwater.learning.learner;

import io.headwater.learning.metric.Tally;
import java.util.List;

/**
 * What came of one joint step.
 *
 * @param step number of the step, from 1
 * @param applied false if a loss or the gradient was not finite, so that nothing was updated and
 *     the losses below say nothing
 * @param gradientNorm global norm before clipping
 * @param tasks an entry for each task that had labels in the mini-batch, in the order of the
 *     configuration
 */
public record StepOutcome(
    long step, boolean applied, double gradientNorm, List<TaskOutcome> tasks) {
  /**
   * One task's part.
   *
   * @param task the task's name
   * @param examples how many examples had a label for it
   * @param loss weighted mean loss before the update, without the task's loss weight
   * @param tally for the task's metric (see {@link io.headwater.learning.metric.Metric}), of the
   *     predictions before the update
   */
  public record TaskOutcome(String task, int examples, double loss, Tally tally) {}
}
