package io.headwater.job.publish;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NeedsOneDnn;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.Assembly;
import io.headwater.snapshots.OnnxExport;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotAssembler;
import io.headwater.snapshots.SnapshotEncoder;
import io.headwater.snapshots.SnapshotLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engines that train and the runtime that consumers use predict the same on every head. */
class EngineParityTest {
  private static final int PAIRS = 16;
  private static final int STEPS = 5;
  private static final Offset<Double> TOLERANCE = Offset.offset(1e-5);
  private static final Offset<Double> MANY_LAYERS_TOLERANCE = Offset.offset(1e-4);
  private static final Offset<Double> BFLOAT16_TOLERANCE = Offset.offset(0.05);

  /** What is trained. */
  enum Model {
    LENET(new ImageShape(1, 28, 28)) {
      @Override
      Architecture architecture() {
        return FourTasks.architecture(input);
      }
    },
    RESIDUAL(new ImageShape(1, 28, 28)) {
      @Override
      Architecture architecture() {
        return ResidualTrunk.architecture(input);
      }
    },
    ALEXNET(new ImageShape(1, 63, 63)) {
      @Override
      Architecture architecture() {
        return Backbone.ALEXNET.architecture(
            input, List.of(FourTasks.KIND, FourTasks.PLACE, FourTasks.TWINS));
      }
    },
    RESNET18(new ImageShape(3, 32, 32)) {
      @Override
      Architecture architecture() {
        return Backbone.RESNET18.architecture(input, FourTasks.ALL);
      }
    };

    final ImageShape input;

    Model(ImageShape input) {
      this.input = input;
    }

    abstract Architecture architecture();
  }

  @ParameterizedTest
  @EnumSource(names = {"LENET", "RESIDUAL"})
  void onnxRuntimePredictsWhatDl4jDoes(Model model) throws IOException {
    assertParity("dl4j", Precision.F32, model.architecture(), STEPS, TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource
  @NeedsOneDnn
  void onnxRuntimePredictsWhatOneDnnDoes(Model model) throws IOException {
    assertParity("onednn", Precision.F32, model.architecture(), STEPS, TOLERANCE);
  }

  /** The snapshot has the parameters in 32 bits, and ONNX Runtime multiplies them as they are. */
  @ParameterizedTest
  @EnumSource
  @NeedsOneDnn
  void onnxRuntimePredictsNearlyWhatOneDnnDoesInBfloat16(Model model) throws IOException {
    assumeThatCode(() -> open("onednn", Precision.BF16, Model.LENET.architecture()).close())
        .doesNotThrowAnyException();
    assertParity("onednn", Precision.BF16, model.architecture(), STEPS, BFLOAT16_TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource
  @NeedsOneDnn
  void onnxRuntimePredictsWhatOneDnnDoesOnEachBackbone(Twin twin) throws IOException {
    assertParity(
        "onednn", Precision.F32, twin.architecture(FourTasks.ALL), STEPS, MANY_LAYERS_TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"OF_VGG11", "OF_GOOGLENET_SMALL", "OF_INCEPTION_V3_SMALL", "OF_RESNET50"})
  void onnxRuntimePredictsWhatDl4jDoesOnBackbones(Twin twin) throws IOException {
    assertParity(
        "dl4j", Precision.F32, twin.architecture(FourTasks.ALL), STEPS, MANY_LAYERS_TOLERANCE);
  }

  /** After more steps, so that the running statistics are those of the images. */
  @Tag("full")
  @ParameterizedTest
  @EnumSource(names = {"VGG16", "INCEPTION_V3", "RESNET152"})
  @NeedsOneDnn
  void onnxRuntimePredictsWhatOneDnnDoesAtFullSize(Backbone backbone) throws IOException {
    int side = backbone == Backbone.INCEPTION_V3 ? 299 : 224;
    List<Task> tasks = List.of(FourTasks.KIND, FourTasks.PLACE, FourTasks.TWINS);
    assertParity(
        "onednn",
        Precision.F32,
        backbone.architecture(new ImageShape(3, side, side), tasks),
        5 * STEPS,
        MANY_LAYERS_TOLERANCE);
  }

  private static void assertParity(
      String engine, Precision precision, Architecture tried, int steps, Offset<Double> tolerance)
      throws IOException {
    try (Learner learner = trained(engine, precision, tried, steps);
        OnnxModel model = new OnnxModel(snapshot(tried, learner))) {
      List<Example> pairs = pairs(tried.input());
      Map<String, float[][]> actual = new HashMap<>();
      byte[] images = pixels(pairs, Example::pixels);
      actual.putAll(model.predict(images, PAIRS));
      actual.putAll(model.predictPairs(images, pixels(pairs, Example::secondPixels), PAIRS));
      Map<String, double[]> expected = learner.predict(pairs);
      assertThat(actual).containsOnlyKeys(expected.keySet());
      expected.forEach(
          (task, values) -> assertClose(task, requireNonNull(actual.get(task)), values, tolerance));
    }
  }

  private static Learner open(String engine, Precision precision, Architecture architecture) {
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.0002), 5, 7, 100);
    return Learner.open(
        Engines.candidates(engine).get(0),
        architecture,
        config,
        InitialState.of(architecture, 7),
        precision);
  }

  private static Learner trained(
      String engine, Precision precision, Architecture model, int steps) {
    Learner learner = open(engine, precision, model);
    FourTasks data = new FourTasks(model.input(), 3);
    for (int step = 0; step < steps; step++) {
      learner.step(data.allTasks());
    }
    return learner;
  }

  private static Snapshot snapshot(Architecture architecture, Learner learner) throws IOException {
    ModelProto onnx = OnnxExport.toOnnx(architecture, learner.state(), "parity", 1);
    Provenance provenance =
        new Provenance(
            "parity",
            "",
            1,
            OptionalLong.empty(),
            Instant.EPOCH,
            5,
            architecture.fingerprint(),
            architecture.input(),
            architecture.tasks(),
            Lineage.EMPTY,
            List.of(),
            "digest",
            "any",
            "CPU");
    SnapshotAssembler assembler = new SnapshotAssembler("parity", SnapshotLimits.DEFAULT);
    List<Assembly> assemblies = new ArrayList<>();
    new SnapshotEncoder(SnapshotEncoder.DEFAULT_CHUNK_BYTES)
        .encode(provenance, onnx::writeTo, record -> assemblies.add(assembler.add(record)));
    return ((Assembly.Verified) assemblies.get(assemblies.size() - 1)).snapshot();
  }

  private static List<Example> pairs(ImageShape input) {
    RandomExamples examples = new RandomExamples(input, 11);
    return Stream.generate(() -> examples.pair(Label.ofSame("twins", true))).limit(PAIRS).toList();
  }

  private static byte[] pixels(List<Example> examples, Function<Example, byte[]> pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    examples.forEach(example -> out.writeBytes(pixels.apply(example)));
    return out.toByteArray();
  }

  private static void assertClose(
      String task, float[][] actual, double[] expected, Offset<Double> tolerance) {
    int width = expected.length / actual.length;
    assertThat(DoubleStream.of(expected).anyMatch(p -> p > 0.01 && p < 0.99))
        .as("%s is not saturated", task)
        .isTrue();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i / width][i % width])
          .as("%s, value %d", task, i)
          .isCloseTo(expected[i], tolerance);
    }
  }
}
