package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * 1 - Dice coefficient of each image, the mean over images: 1 - (2 x sum of p y + 1) / (sum of p^2
 * + sum of y^2 + 1) over its pixels, where p is the sigmoid of the logit and y 1 on an edge.
 * Milletari et al., "V-Net", 2016, section 3; the ones keep an image without edges from 0 / 0.
 */
public record DiceLoss() implements Loss {
  private static final double SMOOTHING = 1;

  @Override
  public TaskKind kind() {
    return TaskKind.EDGES;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int pixels = outputs.length / labels.size();
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      byte[] mask = EdgeMask.of(labels.get(n), pixels);
      int row = n * pixels;
      double both = SMOOTHING;
      double either = SMOOTHING;
      for (int i = 0; i < pixels; i++) {
        double p = Logistic.sigmoid(outputs[row + i]);
        int y = mask[i] != 0 ? 1 : 0;
        both += 2 * p * y;
        either += p * p + y;
      }
      double share = weights[n] / total;
      loss += share * (1 - both / either);
      for (int i = 0; i < pixels; i++) {
        double p = Logistic.sigmoid(outputs[row + i]);
        int y = mask[i] != 0 ? 1 : 0;
        double slope = 2 * (both * p - y * either) / (either * either);
        gradient[row + i] = share * slope * p * (1 - p);
      }
    }
    return loss;
  }
}
