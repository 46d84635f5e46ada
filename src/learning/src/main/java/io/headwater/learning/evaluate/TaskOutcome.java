package io.headwater.learning.evaluate;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.metric.Tally;

/**
 * How one task did on the examples of a mini-batch, predicted before the update.
 *
 * @param task the task's name
 * @param examples how many examples had a label for it, over 0
 * @param loss weighted mean loss, without the task's loss weight
 * @param tally for the task's metric (see {@link io.headwater.learning.metric.Metric})
 */
public record TaskOutcome(String task, int examples, double loss, Tally tally) {
  public TaskOutcome {
    requireNonNull(task, "task");
    requireNonNull(tally, "tally");
  }
}
