package io.headwater.learning.loss;

import io.headwater.learning.task.Label;

/** Logits of one example, one for each class: a view of a row of raw outputs. */
record ClassLogits(double[] outputs, int from, int classes) {
  /** log of the sum of the exponentials, without overflow. */
  double logSumExp() {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + classes; k++) {
      max = Math.max(max, outputs[k]);
    }
    double sum = 0;
    for (int k = from; k < from + classes; k++) {
      sum += Math.exp(outputs[k] - max);
    }
    return max + Math.log(sum);
  }

  /**
   * The labelled class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  int labelled(Label label) {
    return ClassIndex.of(label, classes);
  }
}
