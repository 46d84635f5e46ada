package io.headwater.learning.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic of shapes. */
final class Shapes {
  private Shapes() {}

  static List<Integer> only(List<List<Integer>> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("this layer has one input; got " + inputs);
    }
    return inputs.get(0);
  }

  static int vector(List<Integer> shape) {
    if (shape.size() != 1) {
      throw new IllegalArgumentException("a dense layer's input is a vector; got " + shape);
    }
    return shape.get(0);
  }

  static List<Integer> featureMap(List<Integer> shape) {
    if (shape.size() != 3) {
      throw new IllegalArgumentException("this layer's input is [C, H, W]; got " + shape);
    }
    return shape;
  }

  static List<Integer> twoAlike(String layer, List<List<Integer>> inputs) {
    if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(layer + " has two inputs of one shape; got " + inputs);
    }
    return inputs.get(0);
  }

  static List<Integer> allAlike(String layer, List<List<Integer>> inputs) {
    if (inputs.isEmpty() || !inputs.stream().allMatch(inputs.get(0)::equals)) {
      throw new IllegalArgumentException(layer + " has inputs of one shape; got " + inputs);
    }
    return inputs.get(0);
  }

  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Of maps whose channels are put one after another. */
  static List<Integer> stacked(List<List<Integer>> inputs) {
    int channels = 0;
    for (List<Integer> input : inputs) {
      if (!featureMap(input).subList(1, 3).equals(inputs.get(0).subList(1, 3))) {
        throw new IllegalArgumentException(
            "what is concatenated must have one height and width; got " + inputs);
      }
      channels += input.get(0);
    }
    return List.of(channels, inputs.get(0).get(1), inputs.get(0).get(2));
  }

  /** At every place of a pool there must be something to pool. */
  static void requirePooling(Window window) {
    if (2 * window.rowPadding() > window.height()
        || 2 * window.columnPadding() > window.width()
        || window.rowDilation() != 1
        || window.columnDilation() != 1) {
      throw new IllegalArgumentException(
          "the padding of a pool must be 0 to half of its window, without dilation; got " + window);
    }
  }

  static Map<String, Variable> weightAndBias(Variable weight, int bias) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    parameters.put(Layer.WEIGHT, weight);
    parameters.put(Layer.BIAS, Variable.vector(bias, 0));
    return parameters;
  }
}
