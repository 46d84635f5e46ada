package io.headwater.cli.snapshots.export;

import io.headwater.cli.snapshots.export.ModelTensors.Tensor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Triton's {@code config.pbtxt}: a {@code ModelConfig} in protobuf's text format. Requests are
 * batched by Triton; dimensions leave the batch out.
 */
final class TritonConfig {
  private static final int MAX_BATCH = 64;

  private TritonConfig() {}

  /**
   * @param name of the model, which needs no escaping
   */
  static String of(String name, ModelTensors tensors) {
    return """
        name: "%s"
        backend: "onnxruntime"
        max_batch_size: %d
        input [
        %s
        ]
        output [
        %s
        ]
        dynamic_batching { }
        """
        .formatted(name, MAX_BATCH, all(tensors.inputs()), all(tensors.outputs()));
  }

  private static String all(List<Tensor> tensors) {
    return tensors.stream().map(TritonConfig::text).collect(Collectors.joining(",\n"));
  }

  private static String text(Tensor tensor) {
    return "  { name: \"%s\" data_type: %s dims: %s%s }"
        .formatted(
            tensor.name(),
            tensor.isBytes() ? "TYPE_UINT8" : "TYPE_FP32",
            tensor.shape(),
            tensor.mayBeLeftOut() ? " optional: true" : "");
  }
}
