package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** a + b. */
final class PlainJavaAdd implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] sum = inputs.get(0).clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += inputs.get(1)[i];
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
    for (double[] onInput : onInputs) {
      for (int i = 0; i < onOutput.length; i++) {
        onInput[i] += onOutput[i];
      }
    }
  }
}
