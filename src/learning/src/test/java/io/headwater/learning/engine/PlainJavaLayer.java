package io.headwater.learning.engine;

import io.headwater.learning.model.Layer;
import java.util.List;

/** A layer as loops. */
interface PlainJavaLayer {
  double[] forward(List<double[]> inputs, List<double[]> parameters, int count);

  /** Adds to the gradients of its inputs and parameters. */
  void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      int count);

  static PlainJavaLayer of(Layer layer, List<Integer> input, List<Integer> output) {
    if (layer instanceof Layer.Convolution convolution) {
      return new PlainJavaConvolution(convolution, input, output);
    } else if (layer instanceof Layer.MaxPool pool) {
      return new PlainJavaMaxPool(pool, input, output);
    } else if (layer instanceof Layer.Dense) {
      return new PlainJavaDense(input.get(0), output.get(0));
    } else if (layer instanceof Layer.Scale) {
      return PlainJavaElementwise.of(x -> x / 255, x -> 1 / 255.0);
    } else if (layer instanceof Layer.Relu) {
      return PlainJavaElementwise.of(x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
    } else if (layer instanceof Layer.Flatten) {
      return PlainJavaElementwise.of(x -> x, x -> 1);
    } else if (layer instanceof Layer.AbsoluteDifference) {
      return new PlainJavaAbsoluteDifference();
    }
    throw new IllegalArgumentException("the plain Java engine lacks " + layer);
  }
}
