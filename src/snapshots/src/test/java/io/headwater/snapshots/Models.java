package io.headwater.snapshots;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** Small models, their examples and their snapshots. */
final class Models {
  static final ImageShape INPUT = new ImageShape(3, 18, 16);
  static final List<Task> TASKS =
      List.of(
          new Task("garment", TaskKind.CLASSIFICATION, 0.1, List.of("T-shirt/top", "bag", "boot")),
          new Task("edges", TaskKind.EDGES, 0.4, List.of()),
          new Task("place", TaskKind.LOCATION, 0.2, List.of()),
          new Task("same", TaskKind.SIMILARITY, 0.3, List.of()));
  static final Map<String, HeadKind> DENSE = Map.of("edges", HeadKind.DENSE);
  static final Architecture LENET = Backbone.LENET.architecture(INPUT, TASKS, DENSE);

  /** Of a few KB, so that many of them are soon written. */
  static final Architecture SMALL = dense(1);

  static final String LINEAGE = "lineage-1";
  static final Instant TIME = Instant.ofEpochMilli(1_767_225_600_123L);

  private static final LearnerConfig CONFIG =
      new LearnerConfig(Adam.withLearningRate(0.0002), Double.POSITIVE_INFINITY, 1, 100);

  private Models() {}

  /** A task on a trunk of one dense layer, whose payload has some 3,500 bytes for each output. */
  static Architecture dense(int outputs) {
    Network trunk =
        NetworkBuilder.trunk(INPUT.dimensions())
            .then("scale", new Layer.Scale())
            .then("flatten", new Layer.Flatten())
            .then("dense", new Layer.Dense(outputs))
            .build();
    return Architecture.of(trunk, INPUT, TASKS.subList(0, 1));
  }

  /** Alike for the same seed. */
  static byte[] payload(Architecture architecture, long seed) {
    return OnnxExport.toOnnx(architecture, InitialState.of(architecture, seed), "fashion", seed)
        .toByteArray();
  }

  /** The state after some steps on random examples. */
  static LearnerState trained(Architecture architecture, int steps) {
    try (Learner learner = learner(architecture, InitialState.of(architecture, 1))) {
      for (int step = 0; step < steps; step++) {
        learner.step(MiniBatch.ofFresh(examples(4, step)));
      }
      return learner.state();
    }
  }

  static Learner learner(Architecture architecture, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), architecture, CONFIG, state, Precision.F64);
  }

  /** Random pairs with labels for all tasks. */
  static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] mask = new byte[INPUT.pixels()];
      for (int pixel = 0; pixel < mask.length; pixel++) {
        mask[pixel] = (byte) (random.nextInt(5) == 0 ? 1 : 0);
      }
      List<Label> labels =
          List.of(
              Label.ofClass("garment", random.nextInt(3)),
              Label.ofEdges("edges", mask),
              Label.ofBox("place", random.nextFloat(), 0.5f, 0.25f, 0.5f),
              Label.ofSame("same", random.nextBoolean()));
      SourcePosition position = new SourcePosition("garments", 0, 100 * seed + i);
      examples.add(
          new Example(
              "event-" + seed + "-" + i, position, 0, image(random), image(random), labels, 1));
    }
    return examples;
  }

  static Provenance provenance(long version) {
    return provenance("fashion", version, LENET, Lineage.EMPTY);
  }

  static Provenance provenance(
      String model, long version, Architecture architecture, Lineage lineage) {
    return provenance(model, LINEAGE, version, architecture, lineage);
  }

  /** With other tasks than the model's. */
  static Provenance provenance(long version, List<Task> tasks) {
    Provenance usual = provenance(version);
    return with(usual, usual.model(), usual.step(), tasks);
  }

  /** As usual, but for the name, the step and the tasks. */
  static Provenance with(Provenance usual, String model, long step, List<Task> tasks) {
    return new Provenance(
        model,
        usual.lineageId(),
        usual.version(),
        usual.parentVersion(),
        usual.createdAt(),
        step,
        usual.architectureFingerprint(),
        usual.input(),
        tasks,
        usual.lineage(),
        usual.scores(),
        usual.configDigest(),
        usual.engine(),
        usual.device());
  }

  /** Of a version of another lineage of the model "fashion". */
  static Provenance provenance(String lineageId, long version) {
    return provenance("fashion", lineageId, version, LENET, Lineage.EMPTY);
  }

  static Provenance provenance(
      String model, String lineageId, long version, Architecture architecture, Lineage lineage) {
    return new Provenance(
        model,
        lineageId,
        version,
        version == 1 ? OptionalLong.empty() : OptionalLong.of(version - 1),
        TIME.plusSeconds(version),
        10 * version,
        architecture.fingerprint(),
        architecture.input(),
        architecture.tasks(),
        lineage,
        List.of(
            new TaskScore(
                "garment",
                TaskKind.CLASSIFICATION,
                TIME,
                10,
                160,
                "accuracy",
                Map.of("accuracy", 0.5, "macroF1", Double.NaN),
                new TaskBalance("garment", 0.25, null, Map.of()))),
        "config-digest",
        "plain-java",
        "CPU");
  }

  /** A snapshot whose payload is a model that can be scored. */
  static Snapshot snapshot(long version, LearnerState state) {
    byte[] payload = OnnxExport.toOnnx(LENET, state, "fashion", version).toByteArray();
    return snapshot(provenance(version), payload);
  }

  static Snapshot snapshot(Provenance provenance, byte[] payload) {
    String sha256 = Sha256.hex(ByteBuffer.wrap(payload));
    PayloadDigest digest =
        new PayloadDigest(PayloadDigest.ONNX, payload.length, sha256, List.of(sha256));
    return new Snapshot(new Manifest(provenance, digest), payload);
  }

  /** The records of a snapshot with that payload. */
  static List<SnapshotRecord> records(int chunkBytes, Provenance provenance, byte[] payload) {
    List<SnapshotRecord> records = new ArrayList<>();
    try {
      new SnapshotEncoder(chunkBytes).encode(provenance, out -> out.write(payload), records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  static byte[] randomBytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] image(Random random) {
    byte[] pixels = new byte[INPUT.size()];
    random.nextBytes(pixels);
    return pixels;
  }
}
