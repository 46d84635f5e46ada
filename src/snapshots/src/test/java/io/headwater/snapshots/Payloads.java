package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.headwater.learning.learner.InitialState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Payloads that the exporter wrote, and that somebody changed. */
final class Payloads {
  private static final ModelProto EXPORTED =
      OnnxExport.toOnnx(Models.LENET, InitialState.of(Models.LENET, 1), "fashion", 1);

  private Payloads() {}

  /** A snapshot with right digests. */
  static Snapshot snapshot(long version, Consumer<ModelProto.Builder> change) {
    return Models.snapshot(Models.provenance(version), of(change));
  }

  static byte[] of(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = EXPORTED.toBuilder();
    change.accept(model);
    return model.build().toByteArray();
  }

  /** All weights are numbers, but what they make of an image is not. */
  static void withOverflow(ModelProto.Builder model) {
    setFloats(model.getGraphBuilder(), "trunk/", i -> i % 2 == 0 ? 3e38f : -3e38f);
  }

  /** Only what is made of pairs is no number. */
  static void withOverflowOfPairs(ModelProto.Builder model) {
    GraphProto.Builder graph = model.getGraphBuilder();
    setFloats(graph, "trunk/dense", i -> 1e25f);
    setFloats(graph, "same/hidden", i -> 1e20f);
    setFloats(graph, "same/output", i -> i % 2 == 0 ? 1f : -1f);
  }

  static void setFloats(GraphProto.Builder graph, String prefix, IntFunction<Float> values) {
    for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
      if (tensor.getName().startsWith(prefix) && !tensor.getName().endsWith("divisor")) {
        ByteBuffer bytes =
            ByteBuffer.allocate(tensor.getRawData().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; bytes.hasRemaining(); i++) {
          bytes.putFloat(values.apply(i));
        }
        tensor.setRawData(ByteString.copyFrom(bytes.flip()));
      }
    }
  }

  static NodeProto.Builder node(ModelProto.Builder model, String operator) {
    return model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getOpType().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  static AttributeProto.Builder attribute(
      ModelProto.Builder model, String operator, String attribute) {
    return node(model, operator).getAttributeBuilderList().stream()
        .filter(each -> each.getName().equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  static TensorProto.Builder constant(ModelProto.Builder model, Predicate<String> name) {
    return model.getGraphBuilder().getInitializerBuilderList().stream()
        .filter(tensor -> name.test(tensor.getName()))
        .findFirst()
        .orElseThrow();
  }

  static TensorProto.Builder anyWeight(ModelProto.Builder model) {
    return constant(model, name -> name.startsWith("trunk/") && name.endsWith("weight"));
  }

  /** A weight's numbers are in that file. */
  static void withExternalData(ModelProto.Builder model, String location) {
    anyWeight(model)
        .clearRawData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location));
  }
}
