package io.headwater.learning.model;

import java.util.List;
import java.util.Map;

/**
 * One operation of a network, without the dimension of the mini-batch. Shapes are [C, H, W] for
 * feature maps and [F] for feature vectors.
 */
public sealed interface Layer {
  /** Shape of the output for these shapes of the inputs; throws if they don't fit. */
  List<Integer> outputShape(List<List<Integer>> inputs);

  /** Parameters by name with their shapes, in a fixed order; empty if the layer has none. */
  default Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
    return Map.of();
  }

  /** Unsigned bytes to numbers from 0 to 1: divides by 255. The first layer of a trunk. */
  record Scale() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }
  }

  /**
   * 2-d cross-correlation with zero padding. Parameters: "weight" [out, in, kernel, kernel], "bias"
   * [out].
   */
  record Convolution(int outputChannels, int kernel, int stride, int padding) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.window(Shapes.only(inputs), outputChannels, kernel, stride, padding);
    }

    @Override
    public Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
      int in = Shapes.only(inputs).get(0);
      return Shapes.weightAndBias(List.of(outputChannels, in, kernel, kernel), outputChannels);
    }
  }

  /** Maximum over windows of each channel, without padding. */
  record MaxPool(int kernel, int stride) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.only(inputs);
      return Shapes.window(input, input.get(0), kernel, stride, 0);
    }
  }

  /** max(x, 0); its gradient at 0 is 0. */
  record Relu() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.only(inputs);
    }
  }

  /** [C, H, W] to [C x H x W], channel after channel, row after row. */
  record Flatten() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.size(Shapes.only(inputs)));
    }
  }

  /** Fully connected: x W + b. Parameters: "weight" [in, out], "bias" [out]. */
  record Dense(int outputs) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.vector(Shapes.only(inputs));
      return List.of(outputs);
    }

    @Override
    public Map<String, List<Integer>> parameterShapes(List<List<Integer>> inputs) {
      return Shapes.weightAndBias(List.of(Shapes.vector(Shapes.only(inputs)), outputs), outputs);
    }
  }

  /** |a - b| of two inputs of one shape; its gradient where they are equal is 0. */
  record AbsoluteDifference() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
        throw new IllegalArgumentException(
            "an absolute difference has two inputs of one shape; got " + inputs);
      }
      return inputs.get(0);
    }
  }
}
