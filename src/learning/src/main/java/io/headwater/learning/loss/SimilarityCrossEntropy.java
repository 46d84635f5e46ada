package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/** Binary cross-entropy of one logit per example: same or different. */
public record SimilarityCrossEntropy() implements Loss {
  @Override
  public TaskKind kind() {
    return TaskKind.SIMILARITY;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      boolean same = labels.get(n).same();
      double share = weights[n] / total;
      loss += share * Logistic.crossEntropy(outputs[n], same);
      gradient[n] = share * (Logistic.sigmoid(outputs[n]) - (same ? 1 : 0));
    }
    return loss;
  }
}
