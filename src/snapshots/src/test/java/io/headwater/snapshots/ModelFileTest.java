package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.headwater.learning.engine.InitialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private final byte[] onnx =
      OnnxExport.toOnnx(Models.LENET, InitialState.of(Models.LENET, 1), "fashion", 1).toByteArray();

  @Test
  void itHoldsTheModelWithoutDefaultsOfInputs() throws IOException {
    ModelProto whole = ModelProto.parseFrom(onnx);
    try (ModelFile file = ModelFile.of(onnx)) {
      ModelProto written = ModelProto.parseFrom(Files.readAllBytes(file.path()));
      assertThat(whole.getGraph().getInitializerList())
          .extracting(TensorProto::getName)
          .contains("reference");
      assertThat(written.getGraph().getInitializerList())
          .isNotEmpty()
          .isEqualTo(
              whole.getGraph().getInitializerList().stream()
                  .filter(tensor -> !tensor.getName().equals("reference"))
                  .toList());
      assertThat(written.getGraph().getNodeList()).isEqualTo(whole.getGraph().getNodeList());
    }
  }

  @Test
  void itIsGoneWhenClosed() throws IOException {
    Path path;
    try (ModelFile file = ModelFile.of(onnx)) {
      path = file.path();
      assertThat(path).exists();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatThrownBy(() -> ModelFile.of(new byte[] {1, 2, 3}))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }
}
