package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** Inputs times a parameter each, added up. */
final class PlainJavaWeightedSum implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] sum = new double[inputs.get(0).length];
    for (int k = 0; k < inputs.size(); k++) {
      double weight = parameters.get(0)[k];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * inputs.get(k)[i];
      }
    }
    return sum;
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
    for (int k = 0; k < inputs.size(); k++) {
      double weight = parameters.get(0)[k];
      for (int i = 0; i < onOutput.length; i++) {
        onInputs.get(k)[i] += weight * onOutput[i];
        onParameters.get(0)[k] += inputs.get(k)[i] * onOutput[i];
      }
    }
  }
}
