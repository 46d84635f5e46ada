package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import java.util.List;

/**
 * Binary cross-entropy of presence, plus, where the object is present, {@value #BOX_WEIGHT} x the
 * sum over centre x, centre y, width and height of smooth L1 (Girshick, "Fast R-CNN", 2015,
 * equation 3) between the logit's sigmoid and the label.
 *
 * <p>Errors are fractions of the image, far under 1: smooth L1 turns from square to linear at
 * {@value #TURN} and the box is weighted as in Carion et al., "End-to-end object detection with
 * transformers", 2020; otherwise presence alone would be learned.
 */
final class LocationLoss implements Loss {
  private static final double BOX_WEIGHT = 5;
  private static final double TURN = 0.1;
  private static final int OUTPUTS = 5;

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      int row = n * OUTPUTS;
      boolean present = labels.get(n).present();
      float[] box = labels.get(n).values();
      double share = weights[n] / total;
      loss += share * Logistic.crossEntropy(outputs[row], present);
      gradient[row] = share * (Logistic.sigmoid(outputs[row]) - (present ? 1 : 0));
      for (int k = 1; k < OUTPUTS; k++) {
        double sigmoid = Logistic.sigmoid(outputs[row + k]);
        double error = present ? sigmoid - box[k] : 0;
        loss += share * BOX_WEIGHT * smoothL1(error);
        gradient[row + k] = share * BOX_WEIGHT * smoothL1Slope(error) * sigmoid * (1 - sigmoid);
      }
    }
    return loss;
  }

  private static double smoothL1(double error) {
    double size = Math.abs(error);
    return size < TURN ? size * size / (2 * TURN) : size - TURN / 2;
  }

  private static double smoothL1Slope(double error) {
    return Math.abs(error) < TURN ? error / TURN : Math.signum(error);
  }
}
