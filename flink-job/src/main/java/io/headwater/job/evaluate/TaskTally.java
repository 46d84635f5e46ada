package io.headwater.job.evaluate;

import io.headwater.learning.engine.StepOutcome.TaskOutcome;

/**
 * How well one task did lately: sums over its examples, older ones faded.
 *
 * @param tally sums for the task's metric (see {@link io.headwater.learning.metric.Metric})
 * @param loss sum of the examples' losses
 * @param weight sum of the examples' weights: at most the window, which it approaches
 * @param examples how many there were so far, not faded
 */
public record TaskTally(String task, double[] tally, double loss, double weight, long examples) {
  static TaskTally of(TaskOutcome outcome) {
    int count = outcome.examples();
    return new TaskTally(
        outcome.task(), outcome.tally().clone(), outcome.loss() * count, count, count);
  }

  /** With the outcome added, after everything so far has faded by {@code factor} per example. */
  TaskTally plus(TaskOutcome outcome, double factor) {
    TaskTally recent = of(outcome);
    double fade = Math.pow(factor, outcome.examples());
    double[] sum = recent.tally;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += fade * tally[i];
    }
    return new TaskTally(
        task,
        sum,
        recent.loss + fade * loss,
        recent.weight + fade * weight,
        recent.examples + examples);
  }
}
