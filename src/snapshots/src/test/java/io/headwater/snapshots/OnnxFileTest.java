package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OnnxFileTest {
  private static final byte[] PAYLOAD = Models.payload(Models.LENET, 1);

  @Test
  void aPayloadSaysItselfWhatItsManifestSaid() {
    Provenance read = OnnxFile.read(PAYLOAD).manifest().provenance();

    assertThat(read.model()).isEqualTo("fashion");
    assertThat(read.version()).isEqualTo(1);
    assertThat(read.input()).isEqualTo(Models.INPUT);
    assertThat(read.tasks())
        .extracting(Task::name, Task::kind, Task::classes)
        .containsExactlyElementsOf(
            Models.TASKS.stream()
                .map(task -> tuple(task.name(), task.kind(), task.classes()))
                .toList());
  }

  @Test
  void itPredictsAsTheSnapshotDoes() {
    byte[] image = Models.randomBytes(Models.INPUT.size(), 1);
    try (OnnxModel file = new OnnxModel(OnnxFile.read(PAYLOAD));
        OnnxModel snapshot = new OnnxModel(Models.snapshot(Models.provenance(1), PAYLOAD))) {
      assertThat(file.predict(image, 1).get("garment"))
          .isDeepEqualTo(snapshot.predict(image, 1).get("garment"));
    }
  }

  @Test
  void whatHeadwaterDidNotWriteIsRefused() {
    assertRefused(Arrays.copyOf(PAYLOAD, PAYLOAD.length / 2), Reason.UNREADABLE, "no ONNX");
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), Reason.FOREIGN, "payload");
    assertRefused(
        changed(ModelProto.Builder::clearMetadataProps),
        Reason.FOREIGN,
        "metadata have no 'model'");
    assertRefused(
        changed(model -> model.getMetadataPropsBuilder(1).setValue("one")), Reason.FOREIGN, "one");
    assertRefused(
        changed(model -> model.getGraphBuilder().clearInput()), Reason.FOREIGN, "no input 'image'");
  }

  private static byte[] changed(Consumer<ModelProto.Builder> change) {
    return Payloads.of(change);
  }

  private static void assertRefused(byte[] file, Reason reason, String sentence) {
    assertThatThrownBy(() -> OnnxFile.read(file))
        .isInstanceOfSatisfying(
            RefusedModelException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(sentence);
  }
}
