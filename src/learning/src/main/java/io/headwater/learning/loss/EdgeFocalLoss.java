package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * The mean over pixels of a x (1 - p)^gamma x -log p, where p is the probability of what the pixel
 * is, and a is alpha on edges and 1 - alpha elsewhere: pixels that are told well count less. Lin et
 * al., "Focal loss for dense object detection", 2017, equation 5.
 *
 * @param gamma 0 or more
 * @param alpha over 0, under 1
 */
public record EdgeFocalLoss(double gamma, double alpha) implements Loss {
  public EdgeFocalLoss {
    LossSetting.requireNotNegative("gamma", gamma);
    LossSetting.requirePositive("alpha", alpha);
    LossSetting.requireFraction("alpha", alpha);
  }

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
      for (int pixel = 0; pixel < pixels; pixel++) {
        boolean edge = mask[pixel] != 0;
        double sign = edge ? 1 : -1;
        double logit = sign * outputs[n * pixels + pixel];
        double p = Logistic.sigmoid(logit);
        double q = Logistic.sigmoid(-logit);
        double minusLogP = Logistic.crossEntropy(logit, true);
        double factor = weights[n] / total * (edge ? alpha : 1 - alpha) * Math.pow(q, gamma);
        loss += factor * minusLogP;
        gradient[n * pixels + pixel] = -sign * factor * (gamma * p * minusLogP + q);
      }
    }
    return loss;
  }
}
