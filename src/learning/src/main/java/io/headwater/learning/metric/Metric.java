package io.headwater.learning.metric;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Map;

/**
 * How well a task does, as a tally: sums over examples that can be added up, over mini-batches,
 * time or machines, before the metric's values are taken from them.
 */
public interface Metric {
  /** Name of the value that stands for the task, such as "accuracy". */
  String headline();

  /**
   * The tally of some predictions.
   *
   * @param predictions [N, K] as from {@link Predictions#of}: probabilities, fractions and numbers,
   *     not logits
   * @param labels N labels
   */
  Tally tally(double[] predictions, List<Label> labels);

  /**
   * Value by name, the headline first: in [0, 1] and the higher the better, but for errors of a
   * regression, which are from 0 on and the lower the better. A value without examples is NaN.
   *
   * @param sums all sums of one tally or of several
   */
  Map<String, Double> values(double[] sums);
}
