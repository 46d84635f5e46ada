package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** |a - b|. */
record PlainJavaAbsoluteDifference() implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] output = new double[inputs.get(0).length];
    for (int i = 0; i < output.length; i++) {
      output[i] = Math.abs(inputs.get(0)[i] - inputs.get(1)[i]);
    }
    return output;
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
    for (int i = 0; i < onOutput.length; i++) {
      double slope = Math.signum(inputs.get(0)[i] - inputs.get(1)[i]);
      onInputs.get(0)[i] += slope * onOutput[i];
      onInputs.get(1)[i] -= slope * onOutput[i];
    }
  }
}
