package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.headwater.learning.learner.InitialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private final ModelProto whole =
      OnnxExport.toOnnx(Models.LENET, InitialState.of(Models.LENET, 1), "fashion", 1);

  @Test
  void itHoldsTheModelWithoutDefaultsOfInputs() throws IOException {
    try (ModelFile file = ModelFile.of(whole)) {
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
  void itIsGoneWhenClosed() {
    Path path;
    try (ModelFile file = ModelFile.of(whole)) {
      path = file.path();
      assertThat(path).exists();
    }
    assertThat(path).doesNotExist();
  }
}
