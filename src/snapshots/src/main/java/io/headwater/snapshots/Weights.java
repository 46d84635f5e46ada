package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The numbers that a snapshot's model has learned, statistics of batches among them. */
public final class Weights {
  private Weights() {}

  /**
   * One tensor of them.
   *
   * @param name "NETWORK/LAYER.PARAMETER", such as "trunk/conv1.weight"
   * @param shape as in ONNX
   * @param bytes 32-bit floats, little-endian, row after row; read-only, a view of the payload
   */
  public record Tensor(String name, List<Integer> shape, ByteBuffer bytes) {
    public Tensor {
      shape = List.copyOf(shape);
    }

    /** The network that it is a part of. */
    public String network() {
      return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    public FloatBuffer floats() {
      return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
  }

  /**
   * In the order of the graph.
   *
   * @throws RefusedModelException if the model is not to be run
   */
  public static List<Tensor> of(Snapshot snapshot, ModelLimits limits) {
    ModelProto model = OnnxCheck.of(snapshot, limits).model();
    Set<String> inputs =
        model.getGraph().getInputList().stream()
            .map(ValueInfoProto::getName)
            .collect(Collectors.toSet());
    return model.getGraph().getInitializerList().stream()
        .filter(tensor -> tensor.getDataType() == DataType.FLOAT.getNumber())
        .filter(tensor -> !inputs.contains(tensor.getName()))
        .filter(tensor -> !OnnxLayers.isFixed(tensor.getName()))
        .map(Weights::tensor)
        .toList();
  }

  private static Tensor tensor(TensorProto tensor) {
    return new Tensor(
        tensor.getName(),
        tensor.getDimsList().stream().map(Math::toIntExact).toList(),
        tensor.getRawData().asReadOnlyByteBuffer().slice());
  }
}
