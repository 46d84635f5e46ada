package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** Inputs times what the last one has for each of them, added up. */
final class PlainJavaGatedSum implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    int summed = inputs.size() - 1;
    double[] gates = inputs.get(summed);
    double[] sum = new double[inputs.get(0).length];
    int size = sum.length / pass.count();
    for (int k = 0; k < summed; k++) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += gates[i / size * summed + k] * inputs.get(k)[i];
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
    int summed = inputs.size() - 1;
    double[] gates = inputs.get(summed);
    double[] onGates = onInputs.get(summed);
    int size = onOutput.length / pass.count();
    for (int k = 0; k < summed; k++) {
      for (int i = 0; i < onOutput.length; i++) {
        int gate = i / size * summed + k;
        onInputs.get(k)[i] += gates[gate] * onOutput[i];
        onGates[gate] += inputs.get(k)[i] * onOutput[i];
      }
    }
  }
}
