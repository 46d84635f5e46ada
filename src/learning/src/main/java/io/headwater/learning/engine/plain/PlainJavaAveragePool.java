package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import io.headwater.learning.model.Layer.AveragePool;
import java.util.List;

/** The mean over windows. */
record PlainJavaAveragePool(AveragePool layer, PlainJavaWindow window) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] y = new double[x.length / window.mapSize() * window.places()];
    for (int i = 0; i < y.length; i++) {
      int map = i / window.places() * window.mapSize();
      int output = i;
      window.at(
          i % window.places(), (inWindow, inMap) -> y[output] += x[map + inMap] / divisor(output));
    }
    return y;
  }

  @Override
  public void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] y,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass) {
    double[] onX = onInputs.get(0);
    for (int i = 0; i < onOutput.length; i++) {
      int map = i / window.places() * window.mapSize();
      double each = onOutput[i] / divisor(i);
      window.at(i % window.places(), (inWindow, inMap) -> onX[map + inMap] += each);
    }
  }

  private int divisor(int output) {
    if (layer.countsPadding()) {
      return layer.window().size();
    }
    int[] covered = {0};
    window.at(output % window.places(), (inWindow, inMap) -> covered[0]++);
    return covered[0];
  }
}
