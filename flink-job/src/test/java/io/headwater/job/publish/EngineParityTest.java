package io.headwater.job.publish;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Learner;
import io.headwater.learning.engine.LearnerConfig;
import io.headwater.learning.engine.Lineage;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.snapshots.Assembly;
import io.headwater.snapshots.OnnxExport;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotAssembler;
import io.headwater.snapshots.SnapshotEncoder;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The engine that trains and the runtime that consumers use predict the same. */
class EngineParityTest {
  private static final ImageShape INPUT = new ImageShape(1, 28, 28);
  private static final Offset<Double> TOLERANCE = Offset.offset(1e-4);
  private static final int PAIRS = 16;

  @Test
  void onnxRuntimePredictsOnEveryHeadWhatDl4jDoes() {
    assertParity(FourTasks.architecture(INPUT));
  }

  @Test
  void andDoesOfAResidualNetworkInTheMiddleOfTraining() {
    assertParity(ResidualTrunk.architecture(INPUT));
  }

  private static void assertParity(Architecture architecture) {
    try (Learner learner = trained(architecture);
        OnnxModel model = new OnnxModel(snapshot(architecture, learner))) {
      List<Example> pairs = pairs();
      Map<String, float[][]> actual = new HashMap<>();
      byte[] images = pixels(pairs, Example::pixels);
      actual.putAll(model.predict(images, PAIRS));
      actual.putAll(model.predictPairs(images, pixels(pairs, Example::secondPixels), PAIRS));
      Map<String, double[]> expected = learner.predict(pairs);
      assertThat(actual).containsOnlyKeys(expected.keySet());
      expected.forEach(
          (task, values) -> assertClose(task, requireNonNull(actual.get(task)), values));
    }
  }

  private static Learner trained(Architecture architecture) {
    LearnerConfig config = new LearnerConfig(Adam.withLearningRate(0.0002), 5, 7);
    Learner learner =
        Learner.open(
            Engines.named("dl4j"),
            architecture,
            config,
            InitialState.of(architecture, 7),
            Precision.F32);
    FourTasks data = new FourTasks(INPUT, 3);
    for (int step = 0; step < 5; step++) {
      learner.step(data.allTasks());
    }
    return learner;
  }

  private static Snapshot snapshot(Architecture architecture, Learner learner) {
    byte[] payload = OnnxExport.toOnnx(architecture, learner.state(), "parity", 1);
    Provenance provenance =
        new Provenance(
            "parity",
            1,
            OptionalLong.empty(),
            Instant.EPOCH,
            5,
            architecture.fingerprint(),
            INPUT,
            architecture.tasks(),
            Lineage.EMPTY,
            List.of(),
            "digest",
            "dl4j",
            "CPU");
    SnapshotAssembler assembler = new SnapshotAssembler("parity", SnapshotLimits.DEFAULT);
    Assembly last = new Assembly.Waiting();
    for (SnapshotRecord record :
        new SnapshotEncoder(SnapshotEncoder.DEFAULT_CHUNK_BYTES).encode(provenance, payload)) {
      last = assembler.add(record);
    }
    return ((Assembly.Verified) last).snapshot();
  }

  private static List<Example> pairs() {
    RandomExamples examples = new RandomExamples(INPUT, 11);
    return Stream.generate(() -> examples.pair(Label.ofSame("twins", true))).limit(PAIRS).toList();
  }

  private static byte[] pixels(List<Example> examples, Function<Example, byte[]> pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    examples.forEach(example -> out.writeBytes(pixels.apply(example)));
    return out.toByteArray();
  }

  private static void assertClose(String task, float[][] actual, double[] expected) {
    int width = expected.length / actual.length;
    assertThat(DoubleStream.of(expected).anyMatch(p -> p > 0.01 && p < 0.99))
        .as("%s is not saturated", task)
        .isTrue();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i / width][i % width])
          .as("%s, value %d", task, i)
          .isCloseTo(expected[i], TOLERANCE);
    }
  }
}
