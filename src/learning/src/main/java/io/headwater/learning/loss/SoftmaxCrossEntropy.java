package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/** -log of the softmax probability of the labelled class; outputs are one logit per class. */
public record SoftmaxCrossEntropy() implements Loss {
  @Override
  public TaskKind kind() {
    return TaskKind.CLASSIFICATION;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int classes = outputs.length / labels.size();
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      int row = n * classes;
      ClassLogits logits = new ClassLogits(outputs, row, classes);
      int label = logits.labelled(labels.get(n));
      double share = weights[n] / total;
      double logSum = logits.logSumExp();
      for (int k = 0; k < classes; k++) {
        gradient[row + k] = share * Math.exp(outputs[row + k] - logSum);
      }
      gradient[row + label] -= share;
      loss += share * (logSum - outputs[row + label]);
    }
    return loss;
  }
}
