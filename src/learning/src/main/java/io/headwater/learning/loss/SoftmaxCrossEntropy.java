package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import java.util.List;

/** -log of the softmax probability of the labelled class; outputs are one logit per class. */
final class SoftmaxCrossEntropy implements Loss {
  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int classes = outputs.length / labels.size();
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      int row = n * classes;
      int label = checked(labels.get(n), classes);
      double share = weights[n] / total;
      double logSum = logSumExp(outputs, row, classes);
      for (int k = 0; k < classes; k++) {
        gradient[row + k] = share * Math.exp(outputs[row + k] - logSum);
      }
      gradient[row + label] -= share;
      loss += share * (logSum - outputs[row + label]);
    }
    return loss;
  }

  private static int checked(Label label, int classes) {
    int index = label.classIndex();
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "class index of task '"
              + label.task()
              + "' is "
              + index
              + "; it must be from 0 to "
              + (classes - 1));
    }
    return index;
  }

  private static double logSumExp(double[] outputs, int from, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + count; k++) {
      max = Math.max(max, outputs[k]);
    }
    double sum = 0;
    for (int k = from; k < from + count; k++) {
      sum += Math.exp(outputs[k] - max);
    }
    return max + Math.log(sum);
  }
}
