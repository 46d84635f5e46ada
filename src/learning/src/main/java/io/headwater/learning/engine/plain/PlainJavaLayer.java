package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.DropoutMask;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Node;
import java.util.List;

/** A layer as loops. */
interface PlainJavaLayer {
  double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass);

  /** How the running statistics move by what the last forward in training observed. */
  default Runnable observation() {
    return () -> {};
  }

  /** Adds to the gradients of its inputs and parameters, after a forward in training. */
  void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass);

  static PlainJavaLayer of(
      Node node, List<List<Integer>> inputs, List<Integer> output, List<double[]> statistics) {
    Layer layer = node.layer();
    List<Integer> input = inputs.get(0);
    if (layer instanceof Layer.Convolution convolution) {
      PlainJavaWindow window = new PlainJavaWindow(convolution.window(), input, output);
      return new PlainJavaConvolution(convolution, input, window);
    } else if (layer instanceof Layer.MaxPool pool) {
      return new PlainJavaMaxPool(new PlainJavaWindow(pool.window(), input, output));
    } else if (layer instanceof Layer.AveragePool pool) {
      return new PlainJavaAveragePool(pool, new PlainJavaWindow(pool.window(), input, output));
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
    } else if (layer instanceof Layer.Concatenate) {
      return new PlainJavaConcatenate();
    } else if (layer instanceof Layer.Dropout dropout) {
      return new PlainJavaDropout(new DropoutMask(node.name(), dropout.rate()));
    } else if (layer instanceof Layer.Resize) {
      return new PlainJavaResize(input, output);
    } else if (layer instanceof Layer.Relu) {
      return PlainJavaElementwise.of(x -> Math.max(x, 0), x -> x > 0 ? 1 : 0);
    } else if (layer instanceof Layer.Sigmoid) {
      return PlainJavaElementwise.of(PlainJavaLayer::sigmoid, PlainJavaLayer::sigmoidSlope);
    } else if (layer instanceof Layer.Flatten) {
      return PlainJavaElementwise.of(x -> x, x -> 1);
    } else if (layer instanceof Layer.WeightedSum) {
      return new PlainJavaWeightedSum();
    } else if (layer instanceof Layer.GatedSum) {
      return new PlainJavaGatedSum();
    } else if (layer instanceof Layer.Softmax) {
      return new PlainJavaSoftmax(input.get(0));
    } else if (layer instanceof Layer.AbsoluteDifference) {
      return new PlainJavaAbsoluteDifference();
    }
    throw new IllegalArgumentException("the plain Java engine lacks " + layer);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double sigmoidSlope(double x) {
    return sigmoid(x) * (1 - sigmoid(x));
  }
}
