package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a payload, and refuses what {@link OnnxExport} could not have written for the manifest,
 * before ONNX Runtime sees it: that ends the process on some models, and reads files for others.
 */
final class OnnxCheck {
  private final ModelContract contract;
  private final ModelLimits limits;

  /**
   * A payload that is to be run.
   *
   * @param model its tensors are views of the payload
   * @param outputs shape for one image, by name
   * @param values that all layers together make of one image
   */
  record Checked(ModelProto model, Map<String, List<Long>> outputs, long values) {
    /** Features of an image. */
    int features() {
      return outputs.getOrDefault(FEATURES, List.of()).get(0).intValue();
    }

    /** Features and predictions of an image. */
    long outputValues() {
      return outputs.values().stream().mapToLong(GraphValue::size).sum();
    }
  }

  private OnnxCheck(ModelContract contract, ModelLimits limits) {
    this.contract = contract;
    this.limits = limits;
  }

  /**
   * @throws RefusedModelException if it is not to be run
   */
  static Checked of(Snapshot snapshot, ModelLimits limits) {
    Manifest manifest = snapshot.manifest();
    limits
        .excess(manifest.provenance())
        .ifPresent(
            excess -> {
              throw new RefusedModelException(Reason.TOO_LARGE, excess);
            });
    try {
      OnnxFields.require(snapshot.payload());
      ModelProto model = parse(snapshot.payload());
      return new OnnxCheck(ModelContract.of(manifest), limits).check(model);
    } catch (IOException e) {
      throw new RefusedModelException(
          Reason.UNREADABLE, "the payload is no ONNX: " + e.getMessage(), e);
    }
  }

  private Checked check(ModelProto model) {
    requireVersions(model);
    GraphProto graph = model.getGraph();
    Map<String, GraphValue> inputs = values(graph.getInputList());
    Map<String, GraphValue> outputs = values(graph.getOutputList());
    long features = features(outputs);
    requireSame("inputs", inputs, contract.inputs(features));
    requireSame("outputs", outputs, contract.outputs(features));
    requireFew(outputs);
    OnnxWalk walk = new OnnxWalk(inputs, limits);
    graph.getInitializerList().forEach(walk::addConstant);
    graph.getNodeList().forEach(walk::add);
    outputs.forEach((name, declared) -> requireMade(name, declared, walk));
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    outputs.forEach((name, value) -> shapes.put(name, value.shape()));
    return new Checked(model, shapes, walk.values());
  }

  private static void requireVersions(ModelProto model) {
    if (model.getIrVersion() != OnnxExport.IR_VERSION
        || model.getOpsetImportCount() != 1
        || model.getOpsetImport(0).getVersion() != OnnxExport.OPSET) {
      throw new RefusedModelException(
          Reason.FOREIGN,
          "the payload is of ONNX IR version %d with operator sets %s; it must be %d with %d alone"
              .formatted(
                  model.getIrVersion(),
                  model.getOpsetImportList().stream().map(set -> set.getVersion()).toList(),
                  OnnxExport.IR_VERSION,
                  OnnxExport.OPSET));
    }
  }

  private static Map<String, GraphValue> values(List<ValueInfoProto> declared) {
    Map<String, GraphValue> values = new LinkedHashMap<>();
    for (ValueInfoProto value : declared) {
      if (values.put(value.getName(), OnnxWalk.declared(value)) != null) {
        throw new RefusedModelException(
            Reason.FOREIGN, "the payload has '" + value.getName() + "' twice");
      }
    }
    return values;
  }

  private static long features(Map<String, GraphValue> outputs) {
    GraphValue features = outputs.get(FEATURES);
    if (features == null || features.shape().size() != 1 || features.shape().get(0) < 1) {
      throw new RefusedModelException(
          Reason.OTHER_THAN_MANIFEST,
          "the payload's output '%s' is %s; it must be a vector for each image"
              .formatted(FEATURES, features));
    }
    return features.shape().get(0);
  }

  private static void requireSame(
      String what, Map<String, GraphValue> actual, Map<String, GraphValue> expected) {
    if (!actual.equals(expected)) {
      throw new RefusedModelException(
          Reason.OTHER_THAN_MANIFEST,
          "the payload has the %s %s; by the manifest it must have %s"
              .formatted(what, actual, expected));
    }
  }

  private void requireFew(Map<String, GraphValue> outputs) {
    double values = outputs.values().stream().mapToDouble(GraphValue::size).sum();
    if (values > limits.maxOutputValues()) {
      throw new RefusedModelException(
          Reason.TOO_LARGE,
          "features and predictions of an image are %,.0f values; the limit is %,d (see ModelLimits)"
              .formatted(values, limits.maxOutputValues()));
    }
  }

  private static void requireMade(String name, GraphValue declared, OnnxWalk walk) {
    if (!declared.equals(walk.made(name))) {
      throw new RefusedModelException(
          Reason.OTHER_THAN_MANIFEST,
          "the payload declares the output '%s' to be %s; its nodes make %s"
              .formatted(name, declared, walk.made(name)));
    }
  }

  private static ModelProto parse(byte[] onnx) throws IOException {
    CodedInputStream bytes = UnsafeByteOperations.unsafeWrap(onnx).newCodedInput();
    bytes.enableAliasing(true);
    return ModelProto.parseFrom(bytes);
  }
}
