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

  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  static List<Integer> window(
      List<Integer> input, int channels, int kernel, int stride, int padding) {
    featureMap(input);
    int height = (input.get(1) + 2 * padding - kernel) / stride + 1;
    int width = (input.get(2) + 2 * padding - kernel) / stride + 1;
    if (input.get(1) + 2 * padding < kernel || input.get(2) + 2 * padding < kernel) {
      throw new IllegalArgumentException(
          "a window of " + kernel + " with padding " + padding + " does not fit into " + input);
    }
    return List.of(channels, height, width);
  }

  static Map<String, Variable> weightAndBias(Variable weight, int bias) {
    Map<String, Variable> parameters = new LinkedHashMap<>();
    parameters.put(Layer.WEIGHT, weight);
    parameters.put(Layer.BIAS, Variable.vector(bias, 0));
    return parameters;
  }
}
