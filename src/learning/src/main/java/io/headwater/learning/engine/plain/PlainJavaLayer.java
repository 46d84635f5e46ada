package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Mode;
import io.headwater.learning.model.Layer;
import java.util.List;

/** A layer as loops. */
interface PlainJavaLayer {
  double[] forward(List<double[]> inputs, List<double[]> parameters, int count, Mode mode);

  /** Moves the running statistics by those of the last forward. */
  default void moveStatistics() {}

  /** Adds to the gradients of its inputs and parameters, after a forward in training. */
  void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      int count);

  static PlainJavaLayer of(
      Layer layer, List<Integer> input, List<Integer> output, List<double[]> statistics) {
    if (layer instanceof Layer.Convolution convolution) {
      return new PlainJavaConvolution(convolution, input, output);
    } else if (layer instanceof Layer.MaxPool pool) {
      return new PlainJavaMaxPool(pool, input, output);
    } else if (layer instanceof Layer.Dense) {
      return new PlainJavaDense(input.get(0), output.get(0));
    } else if (layer instanceof Layer.Scale) {
      return PlainJavaElementwise.of(x -> x / 255, x -> 1 / 255.0);
    } else if (layer instanceof Layer.BatchNorm norm) {
      return new PlainJavaBatchNorm(norm, input, statistics);
    } else if (layer instanceof Layer.GlobalAveragePool) {
      return new PlainJavaGlobalAveragePool(input);
    } else if (layer instanceof Layer.Add) {
      return new PlainJavaAdd();
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
