package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A function of each value by itself, with its derivative. */
record PlainJavaElementwise(DoubleUnaryOperator function, DoubleUnaryOperator derivative)
    implements PlainJavaLayer {
  static PlainJavaLayer of(DoubleUnaryOperator function, DoubleUnaryOperator derivative) {
    return new PlainJavaElementwise(function, derivative);
  }

  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    return Arrays.stream(inputs.get(0)).map(function).toArray();
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
      onInputs.get(0)[i] += onOutput[i] * derivative.applyAsDouble(inputs.get(0)[i]);
    }
  }
}
