package io.headwater.learning.evaluate;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.Objects;

/**
 * How well one task did lately: sums over its examples, older ones faded.
 *
 * @param task the task's name
 * @param kind says whose metric the sums are of
 * @param sums all of the task's metric (see {@link io.headwater.learning.metric.Metric}); never
 *     changed
 * @param loss sum of the examples' losses
 * @param weight sum of the examples' weights: at most the window, which it approaches
 * @param examples how many there were so far, not faded
 */
public record TaskTally(
    String task, TaskKind kind, double[] sums, double loss, double weight, long examples) {
  public TaskTally {
    requireNonNull(task, "task");
    requireNonNull(kind, "kind");
    requireNonNull(sums, "sums");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TaskTally that
        && task.equals(that.task)
        && kind == that.kind
        && Arrays.equals(sums, that.sums)
        && Double.compare(loss, that.loss) == 0
        && Double.compare(weight, that.weight) == 0
        && examples == that.examples;
  }

  @Override
  public int hashCode() {
    return Objects.hash(task, kind, Arrays.hashCode(sums), loss, weight, examples);
  }
}
