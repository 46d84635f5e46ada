package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** The maximum over windows; of several that are largest, the first. */
record PlainJavaMaxPool(PlainJavaWindow window) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] y = new double[x.length / window.mapSize() * window.places()];
    for (int i = 0; i < y.length; i++) {
      y[i] = x[largest(x, i)];
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
    for (int i = 0; i < onOutput.length; i++) {
      onInputs.get(0)[largest(inputs.get(0), i)] += onOutput[i];
    }
  }

  /** Index into the input of the largest value in the window of that output. */
  private int largest(double[] x, int output) {
    int map = output / window.places() * window.mapSize();
    int[] best = {-1};
    window.at(
        output % window.places(),
        (inWindow, inMap) -> {
          if (best[0] < 0 || x[map + inMap] > x[best[0]]) {
            best[0] = map + inMap;
          }
        });
    return best[0];
  }
}
