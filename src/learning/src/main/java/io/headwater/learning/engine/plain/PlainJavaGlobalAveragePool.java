package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** Mean over the plane of each channel. */
final class PlainJavaGlobalAveragePool implements PlainJavaLayer {
  private final int plane;

  PlainJavaGlobalAveragePool(List<Integer> input) {
    this.plane = input.get(1) * input.get(2);
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] mean = new double[x.length / plane];
    for (int i = 0; i < x.length; i++) {
      mean[i / plane] += x[i] / plane;
    }
    return mean;
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
    for (int i = 0; i < onInputs.get(0).length; i++) {
      onInputs.get(0)[i] += onOutput[i / plane] / plane;
    }
  }
}
