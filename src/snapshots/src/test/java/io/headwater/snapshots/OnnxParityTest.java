package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxParityTest {
  private static final double TOLERANCE = 1e-4;
  private static final LearnerState TRAINED = Models.trained(Models.LENET, 3);

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void everyHeadPredictsWhatTheEngineDoes(int count) {
    assertAgreement(Models.LENET, TRAINED, Models.examples(count, 42));
  }

  @Test
  void stridesPaddingAndBranchesAreExportedToo() {
    Network trunk =
        new Network(
            "trunk",
            Map.of("image", List.of(3, 18, 16)),
            List.of(
                new Node("scale", new Layer.Scale(), List.of("image")),
                new Node("left", new Layer.Convolution(4, 3, 2, 1), List.of("scale")),
                new Node("right", new Layer.Convolution(4, 5, 2, 2), List.of("scale")),
                new Node("branches", new Layer.AbsoluteDifference(), List.of("left", "right")),
                new Node("pool", new Layer.MaxPool(3, 2), List.of("branches")),
                new Node("flatten", new Layer.Flatten(), List.of("pool")),
                new Node("dense", new Layer.Dense(12), List.of("flatten"))));
    Network head =
        new Network(
            "garment",
            Map.of("features", List.of(12)),
            List.of(new Node("output", new Layer.Dense(3), List.of("features"))));
    Architecture architecture =
        new Architecture(Models.INPUT, trunk, Models.TASKS.subList(0, 1), Map.of("garment", head));
    assertAgreement(architecture, InitialState.of(architecture, 3), Models.examples(5, 43));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void residualNetworksPredictByTheirRunningStatistics(int count) {
    Architecture residual =
        Architecture.of(ResidualTrunk.of(Models.INPUT), Models.INPUT, Models.TASKS);
    assertAgreement(residual, Models.trained(residual, 8), Models.examples(count, 45));
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
    assertAgreement(architecture, InitialState.of(architecture, 4), Models.examples(2, 44));
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

  private static void assertAgreement(
      Architecture architecture, LearnerState state, List<Example> examples) {
    byte[] onnx = OnnxExport.toOnnx(architecture, state, "fashion", 1).toByteArray();
    Provenance provenance = Models.provenance("fashion", 1, architecture, Lineage.EMPTY);
    byte[] images = pixels(examples, Example::pixels);
    byte[] others = pixels(examples, Example::secondPixels);
    try (Learner learner = Models.learner(architecture, state);
        OnnxModel model = new OnnxModel(Models.snapshot(provenance, onnx))) {
      Map<String, float[][]> single = model.predict(images, examples.size());
      Map<String, float[][]> pairs = model.predictPairs(images, others, examples.size());
      learner
          .predict(examples)
          .forEach(
              (task, expected) -> {
                boolean ofPairs = architecture.task(task).kind() == TaskKind.SIMILARITY;
                Map<String, float[][]> predictions = ofPairs ? pairs : single;
                assertClose(task, requireNonNull(predictions.get(task)), expected);
              });
      assertThat(single.size() + pairs.size()).isEqualTo(architecture.tasks().size());
    }
  }

  private static void assertClose(String task, float[][] actual, double[] expected) {
    DoubleSummaryStatistics range = Arrays.stream(expected).summaryStatistics();
    assertThat(range.getMin()).as("%s is not saturated", task).isBetween(0.0001, 0.9999);
    int width = expected.length / actual.length;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i / width][i % width])
          .as("%s, value %d", task, i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static byte[] pixels(List<Example> examples, Function<Example, byte[]> pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    examples.forEach(example -> out.writeBytes(pixels.apply(example)));
    return out.toByteArray();
  }

  private static long[] shape(OrtSession.Result result, String output) {
    return ((OnnxTensor) result.get(output).orElseThrow()).getInfo().getShape();
  }
}
