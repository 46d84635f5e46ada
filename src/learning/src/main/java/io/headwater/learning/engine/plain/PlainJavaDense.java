package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.List;

/** x W + b, W [in, out]. */
record PlainJavaDense(int in, int out) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] x = inputs.get(0);
    double[] weight = parameters.get(0);
    double[] y = new double[pass.count() * out];
    for (int n = 0; n < pass.count(); n++) {
      System.arraycopy(parameters.get(1), 0, y, n * out, out);
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          y[n * out + o] += x[n * in + i] * weight[i * out + o];
        }
      }
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
    double[] x = inputs.get(0);
    double[] weight = parameters.get(0);
    for (int n = 0; n < pass.count(); n++) {
      for (int o = 0; o < out; o++) {
        onParameters.get(1)[o] += onOutput[n * out + o];
      }
      for (int i = 0; i < in; i++) {
        double sum = 0;
        for (int o = 0; o < out; o++) {
          sum += onOutput[n * out + o] * weight[i * out + o];
          onParameters.get(0)[i * out + o] += x[n * in + i] * onOutput[n * out + o];
        }
        onInputs.get(0)[n * in + i] += sum;
      }
    }
  }
}
