package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** The channels of several inputs, one after another. */
record PlainJavaConcatenate() implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] y = new double[inputs.stream().mapToInt(input -> input.length).sum()];
    int width = y.length / pass.count();
    int at = 0;
    for (double[] input : inputs) {
      int own = input.length / pass.count();
      for (int n = 0; n < pass.count(); n++) {
        System.arraycopy(input, n * own, y, n * width + at, own);
      }
      at += own;
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
    int width = output.length / pass.count();
    int at = 0;
    for (double[] onInput : onInputs) {
      int own = onInput.length / pass.count();
      for (int i = 0; i < onInput.length; i++) {
        onInput[i] += onOutput[i / own * width + at + i % own];
      }
      at += own;
    }
  }
}
