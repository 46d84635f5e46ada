package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.engine.Pass;
import java.util.List;

/** x times a mask, in training. */
record PlainJavaDropout(DropoutMask mask) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    double[] y = inputs.get(0).clone();
    if (pass.isTraining()) {
      float[] factors = factors(pass, y.length);
      for (int i = 0; i < y.length; i++) {
        y[i] *= factors[i];
      }
    }
    return y;
  }

  private float[] factors(Pass pass, int size) {
    float[] factors = new float[size];
    int each = size / pass.count();
    for (int n = 0; n < pass.count(); n++) {
      mask.fill(pass.seeds()[n], factors, n * each, each);
    }
    return factors;
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
    float[] factors = factors(pass, onOutput.length);
    for (int i = 0; i < onOutput.length; i++) {
      onInputs.get(0)[i] += factors[i] * onOutput[i];
    }
  }
}
