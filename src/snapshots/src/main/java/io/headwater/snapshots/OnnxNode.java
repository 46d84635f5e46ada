package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A node of an ONNX graph with what is known of its inputs.
 *
 * @param constants the numbers of each input that is a constant of whole numbers; else empty
 * @param scales the numbers of the last input, if it is a short constant of floats
 */
record OnnxNode(
    List<GraphValue> inputs,
    List<AttributeProto> attributes,
    List<List<Long>> constants,
    List<Float> scales) {
  OnnxNode {
    inputs = List.copyOf(inputs);
  }

  /** The numbers of an input that is a constant of whole numbers; else none. */
  List<Long> constant(int index) {
    return index < constants.size() ? constants.get(index) : List.of();
  }

  /** The numbers of an attribute that the operator has. */
  List<Long> wholes(String name) {
    return attribute(name).orElseThrow().getIntsList();
  }

  /** The numbers of an attribute, or those that it has by default. */
  List<Long> wholes(String name, List<Long> otherwise) {
    return attribute(name).map(AttributeProto::getIntsList).orElse(otherwise);
  }

  /** The number of an attribute, or that which it has by default. */
  long whole(String name, long otherwise) {
    return attribute(name).map(AttributeProto::getI).orElse(otherwise);
  }

  private Optional<AttributeProto> attribute(String name) {
    return attributes.stream().filter(attribute -> attribute.getName().equals(name)).findFirst();
  }

  /** The shape of the first input, floats for each image, which must have so many dimensions. */
  List<Long> firstOf(int dimensions) {
    List<Long> shape = ofImage(0).shape();
    if (shape.size() != dimensions) {
      throw new IllegalArgumentException(
          "the input has %d dimensions; it must have %d".formatted(shape.size(), dimensions));
    }
    return shape;
  }

  /** An input that must be floats, one for each image. */
  GraphValue ofImage(int index) {
    GraphValue value = input(index);
    if (!value.equals(GraphValue.ofImage(value.shape()))) {
      throw new IllegalArgumentException(
          "input %d is %s; it must be FLOAT of each image".formatted(index, value));
    }
    return value;
  }

  /** An input that must be a constant of floats of that shape. */
  void requireConstant(int index, List<Long> shape) {
    requireConstant(index, DataType.FLOAT, shape);
  }

  /** An input that must be a constant of that type and shape. */
  void requireConstant(int index, DataType type, List<Long> shape) {
    GraphValue needed = new GraphValue(type, false, shape);
    if (!input(index).equals(needed)) {
      throw new IllegalArgumentException(
          "input %d is %s; it must be %s".formatted(index, input(index), needed));
    }
  }

  /** An input that must be left out. */
  void requireNone(int index) {
    if (!input(index).equals(GraphValue.NONE)) {
      throw new IllegalArgumentException(
          "input %d is %s; it must be left out".formatted(index, input(index)));
    }
  }

  /** Any input. */
  GraphValue input(int index) {
    if (index >= inputs.size()) {
      throw new IllegalArgumentException(
          "there are %d inputs; there must be more".formatted(inputs.size()));
    }
    return inputs.get(index);
  }

  void requireInputs(int min, int max) {
    if (inputs.size() < min || inputs.size() > max) {
      throw new IllegalArgumentException(
          "there are %d inputs; there must be %d to %d".formatted(inputs.size(), min, max));
    }
  }
}
