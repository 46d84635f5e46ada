package io.headwater.job.evaluate;

import io.headwater.learning.learner.StepOutcome.TaskOutcome;

/**
 * How well one task did lately: sums over its examples, older ones faded.
 *
 * @param tally all sums of the task's metric (see {@link io.headwater.learning.metric.Metric})
 * @param loss sum of the examples' losses
 * @param weight sum of the examples' weights: at most the window, which it approaches
 * @param examples how many there were so far, not faded
 */
public record TaskTally(String task, double[] tally, double loss, double weight, long examples) {
  static TaskTally of(TaskOutcome outcome) {
    int count = outcome.examples();
    return new TaskTally(
        outcome.task(), outcome.tally().all(), outcome.loss() * count, count, count);
  }

  /**
   * With the outcome added, after everything so far has faded by {@code factor} per example. It has
   * this one's sums, which are thousands for thousands of classes, and takes its place.
   */
  TaskTally plus(TaskOutcome outcome, double factor) {
    int count = outcome.examples();
    double fade = Math.pow(factor, count);
    for (int i = 0; i < tally.length; i++) {
      tally[i] *= fade;
    }
    outcome.tally().addTo(tally);
    return new TaskTally(
        task, tally, outcome.loss() * count + fade * loss, count + fade * weight, count + examples);
  }
}
