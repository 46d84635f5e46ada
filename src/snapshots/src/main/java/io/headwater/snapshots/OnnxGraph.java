package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.headwater.learning.engine.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX graph (ONNX IR specification, "Graphs") that grows value by value. */
final class OnnxGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder();

  OnnxGraph(String name, String doc) {
    graph.setName(name).setDocString(doc);
  }

  GraphProto build() {
    return graph.build();
  }

  /**
   * @param batch name of the first dimension
   * @param shape the other dimensions
   */
  void input(String name, DataType type, String batch, List<Integer> shape, String doc) {
    graph.addInput(value(name, type, batch, shape, doc));
  }

  /**
   * @param batch name of the first dimension
   * @param shape the other dimensions; all numbers are floats
   */
  void output(String name, String batch, List<Integer> shape, String doc) {
    graph.addOutput(value(name, DataType.FLOAT, batch, shape, doc));
  }

  /**
   * Adds a node with one output, which has the node's name, and returns that name.
   *
   * @throws IllegalArgumentException if these are not the operator's attributes
   */
  String node(
      OnnxOperator operator, String name, List<String> inputs, AttributeProto... attributes) {
    operator.requireAttributes(List.of(attributes));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator.onnxName())
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** Adds a constant, or the default of the input of that name, and returns the name. */
  String floats(String name, Tensor values) {
    return initializer(name, DataType.FLOAT, values.shape(), values.bytes());
  }

  /** Adds a constant vector of whole numbers, and returns its name. */
  String longs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return initializer(name, DataType.INT64, List.of(values.length), bytes);
  }

  static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  static AttributeProto attribute(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private String initializer(String name, DataType type, List<Integer> shape, ByteBuffer bytes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(UnsafeByteOperations.unsafeWrap(bytes));
    shape.forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  private static ValueInfoProto value(
      String name, DataType type, String batch, List<Integer> shape, String doc) {
    TensorShapeProto.Builder dimensions =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(batch));
    shape.forEach(size -> dimensions.addDim(Dimension.newBuilder().setDimValue(size)));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(doc)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  static StringStringEntryProto property(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
