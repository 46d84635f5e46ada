package io.headwater.learning.combine;

import java.util.Arrays;

/** The sum of the tasks' gradients, which is the gradient of the joint loss. */
public record Sum() implements GramMethod {
  @Override
  public String kind() {
    return "sum";
  }

  @Override
  public Gradients gradients() {
    return Gradients.JOINT;
  }

  @Override
  public double[] coefficients(double[][] gram) {
    double[] ones = new double[gram.length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
