package io.headwater.learning.evaluate;

import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up one task's outcomes; everything so far fades with each example. */
final class FadingTally {
  private final Task task;
  private final double factor;
  private double[] sums;
  private double loss;
  private double weight;
  private long examples;

  /**
   * @param factor what is left of older examples after one more
   * @param from what was added up before
   */
  FadingTally(Task task, double factor, TaskTally from) {
    this.task = task;
    this.factor = factor;
    this.sums = from.sums().clone();
    this.loss = from.loss();
    this.weight = from.weight();
    this.examples = from.examples();
  }

  /** Begins with nothing. */
  FadingTally(Task task, double factor) {
    this(task, factor, new TaskTally(task.name(), task.kind(), new double[0], 0, 0, 0));
  }

  /** Sums of another length than before, as of other classes, begin anew. */
  void add(TaskOutcome outcome) {
    Tally tally = outcome.tally();
    if (sums.length != tally.length()) {
      sums = new double[tally.length()];
      loss = 0;
      weight = 0;
      examples = 0;
    }
    int count = outcome.examples();
    double fade = Math.pow(factor, count);
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= fade;
    }
    tally.addTo(sums);
    loss = outcome.loss() * count + fade * loss;
    weight = count + fade * weight;
    examples += count;
  }

  TaskTally tally() {
    return new TaskTally(task.name(), task.kind(), sums.clone(), loss, weight, examples);
  }

  long examples() {
    return examples;
  }

  /** The mean loss. */
  double loss() {
    return loss / weight;
  }

  /** Those of the metric, then "loss"; without what no example tells of. */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>(Metrics.of(task.kind()).values(sums));
    values.put("loss", loss());
    values.values().removeIf(value -> value.isNaN());
    return values;
  }
}
