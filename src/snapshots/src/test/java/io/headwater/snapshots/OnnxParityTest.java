package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxParityTest {
  private static final LearnerState TRAINED = Models.trained(Models.LENET, 3);

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void everyHeadPredictsWhatTheEngineDoes(int count) {
    Agreement.require(Models.LENET, TRAINED, Models.examples(count, 42));
  }

  @Test
  void stridesPaddingAndBranchesAreExportedToo() {
    Network trunk =
        NetworkBuilder.trunk(Models.INPUT.dimensions())
            .then("scale", new Layer.Scale())
            .then("left", new Layer.Convolution(4, 3, 2, 1))
            .then("right", new Layer.Convolution(4, 5, 2, 2), "scale")
            .then("branches", new Layer.AbsoluteDifference(), "left", "right")
            .then("pool", new Layer.MaxPool(3, 2))
            .then("flatten", new Layer.Flatten())
            .then("dense", new Layer.Dense(12))
            .build();
    Architecture architecture = Architecture.of(trunk, Models.INPUT, Models.TASKS.subList(0, 1));
    Agreement.require(architecture, InitialState.of(architecture, 3), Models.examples(5, 43));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void residualNetworksPredictByTheirRunningStatistics(int count) {
    Architecture residual =
        Architecture.of(ResidualTrunk.of(Models.INPUT), Models.INPUT, Models.TASKS);
    Agreement.require(residual, Models.trained(residual, 8), Models.examples(count, 45));
  }

  @Test
  void theReferenceNeedNotBeGiven() throws OrtException {
    byte[] onnx = OnnxExport.toOnnx(Models.LENET, TRAINED, "fashion", 1).toByteArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {2, 3, 18, 16};
    try (OrtSession session = environment.createSession(onnx);
        OnnxTensor images =
            OnnxTensor.createTensor(
                environment,
                ByteBuffer.allocate(2 * Models.INPUT.size()),
                shape,
                OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of("image", images))) {
      assertThat(session.getInputNames()).containsExactly("image");
      assertThat(shape(result, "features")).containsExactly(2, 500);
      assertThat(shape(result, "garment")).containsExactly(2, 3);
      assertThat(shape(result, "edges")).containsExactly(2, 18, 16);
      assertThat(shape(result, "place")).containsExactly(2, 5);
      assertThat(shape(result, "same")).containsExactly(2, 1);
    }
  }

  @Test
  void theModelDescribesItself() throws OrtException {
    byte[] onnx = OnnxExport.toOnnx(Models.LENET, TRAINED, "fashion", 7).toByteArray();
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx)) {
      assertThat(session.getMetadata().getCustomMetadata())
          .containsEntry("model", "fashion")
          .containsEntry("version", "7")
          .containsEntry("tasks", "garment\nedges\nplace\nsame")
          .containsEntry("garment.kind", "classification")
          .containsEntry("garment.classes", "T-shirt/top\nbag\nboot")
          .containsEntry("same.kind", "similarity");
    }
  }

  @Test
  void aModelWithoutPairsHasNoReference() throws OrtException {
    Task garment = new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("a", "b"));
    Architecture architecture = Backbone.LENET.architecture(Models.INPUT, List.of(garment));
    Agreement.require(architecture, InitialState.of(architecture, 4), Models.examples(2, 44));
  }

  @Test
  void numbersArePredictedAsTheEngineDoes() {
    Task age = new Task("age", TaskKind.REGRESSION, 1, List.of());
    Architecture architecture = Backbone.LENET.architecture(Models.INPUT, List.of(age));
    LearnerState state = InitialState.of(architecture, 4);
    Agreement.require(architecture, state, Models.examples(3, 46));
    assertThat(OnnxExport.toOnnx(architecture, state, "fashion", 1).getMetadataPropsList())
        .contains(OnnxGraph.property("age.kind", "regression"));
  }

  @Test
  void theStateOfAnotherArchitectureIsRefused() {
    Task garment = new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("a", "b"));
    Architecture other = Backbone.LENET.architecture(Models.INPUT, List.of(garment));
    assertThatThrownBy(() -> OnnxExport.toOnnx(other, TRAINED, "fashion", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    try (OnnxModel model = new OnnxModel(Models.snapshot(1, TRAINED))) {
      assertThatThrownBy(() -> model.predict(new byte[100], 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("100 bytes are not 1 images of 3x18x16");
    }
  }

  @Test
  void aPayloadThatIsNoOnnxIsRefused() {
    Snapshot garbage = Models.snapshot(Models.provenance(1), Models.randomBytes(1000, 1));
    assertThatThrownBy(() -> new OnnxModel(garbage)).isInstanceOf(RefusedModelException.class);
  }

  private static long[] shape(OrtSession.Result result, String output) {
    return ((OnnxTensor) result.get(output).orElseThrow()).getInfo().getShape();
  }
}
