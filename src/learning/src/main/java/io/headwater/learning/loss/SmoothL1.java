package io.headwater.learning.loss;

/**
 * The sum over centre x, centre y, width and height of smooth L1 (Girshick, "Fast R-CNN", 2015,
 * equation 3): error^2 / (2 x beta) under beta, error - beta / 2 from there on.
 *
 * @param beta over 0; errors are fractions of the image, far under 1
 */
public record SmoothL1(double beta) implements BoxLoss {
  public SmoothL1 {
    LossSetting.requirePositive("beta", beta);
  }

  /** With beta 0.1. */
  public SmoothL1() {
    this(0.1);
  }

  /** As in Carion et al., "End-to-end object detection with transformers", 2020. */
  @Override
  public double usualWeight() {
    return 5;
  }

  @Override
  public double evaluate(double[] box, float[] label, double[] slopes) {
    double loss = 0;
    for (int k = 0; k < box.length; k++) {
      double error = box[k] - label[k + 1];
      double size = Math.abs(error);
      loss += size < beta ? size * size / (2 * beta) : size - beta / 2;
      slopes[k] = size < beta ? error / beta : Math.signum(error);
    }
    return loss;
  }
}
