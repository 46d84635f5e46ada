package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * Binary cross-entropy of presence, plus, where the object is present, a weight x a loss of the
 * box, whose centre x, centre y, width and height are the sigmoids of the logits. Without a weight
 * over 1 presence alone would be learned: errors of boxes are small.
 *
 * @param boxWeight over 0
 */
public record LocationLoss(BoxLoss box, double boxWeight) implements Loss {
  private static final int OUTPUTS = 5;

  public LocationLoss {
    LossSetting.requirePositive("boxWeight", boxWeight);
  }

  /** With the box's usual weight. */
  public LocationLoss(BoxLoss box) {
    this(box, box.usualWeight());
  }

  @Override
  public TaskKind kind() {
    return TaskKind.LOCATION;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      int row = n * OUTPUTS;
      boolean present = labels.get(n).present();
      double share = weights[n] / total;
      loss += share * Logistic.crossEntropy(outputs[row], present);
      gradient[row] = share * (Logistic.sigmoid(outputs[row]) - (present ? 1 : 0));
      double ofBox = share * boxWeight;
      loss += ofBox * (present ? boxLoss(outputs, row, labels.get(n), gradient) : 0);
      for (int k = 1; k < OUTPUTS; k++) {
        gradient[row + k] = present ? ofBox * gradient[row + k] : 0;
      }
    }
    return loss;
  }

  /** Puts the slopes on the logits of the box into the gradient. */
  private double boxLoss(double[] outputs, int row, Label label, double[] gradient) {
    double[] sigmoids = new double[OUTPUTS - 1];
    double[] slopes = new double[OUTPUTS - 1];
    for (int k = 0; k < sigmoids.length; k++) {
      sigmoids[k] = Logistic.sigmoid(outputs[row + 1 + k]);
    }
    double loss = box.evaluate(sigmoids, label.values(), slopes);
    for (int k = 0; k < slopes.length; k++) {
      gradient[row + 1 + k] = slopes[k] * sigmoids[k] * (1 - sigmoids[k]);
    }
    return loss;
  }
}
