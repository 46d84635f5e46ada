package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/**
 * Shares of one that grow with the exponential of each number.
 *
 * @param width of a vector
 */
record PlainJavaSoftmax(int width) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] y = new double[x.length];
    for (int row = 0; row < x.length; row += width) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = row; k < row + width; k++) {
        max = Math.max(max, x[k]);
      }
      double sum = 0;
      for (int k = row; k < row + width; k++) {
        y[k] = Math.exp(x[k] - max);
        sum += y[k];
      }
      for (int k = row; k < row + width; k++) {
        y[k] /= sum;
      }
    }
    return y;
  }

  @Override
  public void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass) {
    for (int row = 0; row < output.length; row += width) {
      double mean = 0;
      for (int k = row; k < row + width; k++) {
        mean += output[k] * onOutput[k];
      }
      for (int k = row; k < row + width; k++) {
        onInputs.get(0)[k] += output[k] * (onOutput[k] - mean);
      }
    }
  }
}
