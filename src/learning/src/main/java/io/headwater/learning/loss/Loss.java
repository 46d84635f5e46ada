package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import java.util.List;

/** The loss of a kind of task on the raw outputs of its head. */
public interface Loss {
  /**
   * The mean loss over the examples, weighted: sum of weight x loss over sum of weights.
   *
   * @param outputs raw outputs [N, K]
   * @param labels N labels
   * @param weights N weights, from 0, not all of them 0
   * @param gradient [N, K]; overwritten with dLoss/dOutputs
   * @throws IllegalArgumentException if a label does not fit the outputs
   */
  double evaluate(double[] outputs, List<Label> labels, double[] weights, double[] gradient);
}
