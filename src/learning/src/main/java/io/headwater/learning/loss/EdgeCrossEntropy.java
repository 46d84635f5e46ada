package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/** Binary cross-entropy of one logit per pixel, the mean over pixels. */
public record EdgeCrossEntropy() implements Loss {
  @Override
  public TaskKind kind() {
    return TaskKind.EDGES;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int pixels = outputs.length / labels.size();
    double total = Weights.sum(weights) * pixels;
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      byte[] mask = EdgeMask.of(labels.get(n), pixels);
      double share = weights[n] / total;
      for (int p = 0; p < pixels; p++) {
        double logit = outputs[n * pixels + p];
        loss += share * Logistic.crossEntropy(logit, mask[p] != 0);
        gradient[n * pixels + p] = share * (Logistic.sigmoid(logit) - (mask[p] != 0 ? 1 : 0));
      }
    }
    return loss;
  }
}
