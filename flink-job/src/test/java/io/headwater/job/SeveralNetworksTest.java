package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs whose models have more than one trunk: they learn, publish, stop, and go on. */
class SeveralNetworksTest {
  private static EmbeddedKafka kafka;

  @TempDir private Path checkpoints;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          per-task     | {kind: per-task}
          cross-stitch | {kind: cross-stitch}
          mmoe         | {kind: mmoe, experts: 2}
          ensemble     | {kind: ensemble, members: [lenet, resnet18], fuse: weighted-mean, train: bagging}
          """)
  void eventsBecomeSnapshotsAndAJobThatWasStoppedGoesOn(String name, String architecture) {
    try (TrainingRun run = run(name, architecture)) {
      run.send(16);
      try (LocalJob job = run.start(checkpoints)) {
        run.awaitSnapshot(1, job);
        run.send(8);
      }
      run.send(8);
      try (LocalJob job = run.start(checkpoints)) {
        Snapshot last = run.awaitSnapshot(run.sentEvents(), job);
        run.assertLearnedFromEachEventOnce(last);
        assertThat(last.manifest().provenance().architectureFingerprint())
            .isEqualTo(run.config().architecture().fingerprint());
        assertPredicts(last, run);
      }
      assertThat(run.assertVersionsFollowEachOther()).hasSizeGreaterThan(1);
    }
  }

  private static TrainingRun run(String name, String architecture) {
    return new TrainingRun(
        kafka,
        name,
        "auto",
        configuration ->
            configuration
                .replace("backbone: lenet,", "backbone: lenet, architecture: " + architecture + ",")
                .replace("batch: {size: 4,", "batch: {size: 8,")
                .replace("chunkBytes: 65536", "chunkBytes: 1MiB")
                .replace(
                    "edges: {kind: edges,",
                    name.equals("per-task")
                        ? "edges: {kind: edges, backbone: resnet18,"
                        : "edges: {kind: edges,"));
  }

  private static void assertPredicts(Snapshot snapshot, TrainingRun run) {
    byte[] images = new byte[2 * run.config().model().input().size()];
    try (OnnxModel model = new OnnxModel(snapshot)) {
      assertThat(model.predict(images, 2)).containsOnlyKeys("garment", "edges", "location");
      assertThat(model.predictPairs(images, images, 2)).containsOnlyKeys("similarity");
    }
  }
}
