package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Mode;
import io.headwater.learning.model.Layer.MaxPool;
import java.util.List;

/** The largest value of each window; of equals, the first. */
record PlainJavaMaxPool(MaxPool layer, List<Integer> input, List<Integer> output)
    implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, int count, Mode mode) {
    double[] x = inputs.get(0);
    double[] y = new double[count * output.get(0) * output.get(1) * output.get(2)];
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
      int count) {
    for (int i = 0; i < onOutput.length; i++) {
      onInputs.get(0)[largest(inputs.get(0), i)] += onOutput[i];
    }
  }

  /** Index into the input of the largest value in the window of that output. */
  private int largest(double[] x, int outputIndex) {
    int column = outputIndex % output.get(2);
    int row = outputIndex / output.get(2) % output.get(1);
    int plane = outputIndex / (output.get(2) * output.get(1));
    int best = -1;
    for (int i = 0; i < layer.kernel(); i++) {
      int y = row * layer.stride() + i - layer.padding();
      for (int j = 0; j < layer.kernel() && y >= 0 && y < input.get(1); j++) {
        int z = column * layer.stride() + j - layer.padding();
        int at = (plane * input.get(1) + y) * input.get(2) + z;
        if (z >= 0 && z < input.get(2) && (best < 0 || x[at] > x[best])) {
          best = at;
        }
      }
    }
    return best;
  }
}
