package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.io.Serializable;
import java.util.List;

/** A loss of a kind of task on the raw outputs of its head. Immutable: it is its own setting. */
public interface Loss extends Serializable {
  /** The kind of task whose outputs and labels it reads. */
  TaskKind kind();

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
