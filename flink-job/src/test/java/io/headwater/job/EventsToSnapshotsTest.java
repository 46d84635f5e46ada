package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.TaskScore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job: real bytes in a real broker, a real Flink cluster, snapshots as a consumer sees
 * them.
 */
class EventsToSnapshotsTest {
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

  @Test
  void eventsBecomeAVerifiedSnapshotAndGarbageIsRejected() {
    try (TrainingRun run = new TrainingRun(kafka, "whole", "plain-java")) {
      run.send(30);
      run.sendGarbage("garment", "no Avro at all".getBytes(StandardCharsets.UTF_8));
      run.sendGarbage("edges", new byte[] {(byte) 0xC3, 1, 2, 3});
      run.send(10);
      try (LocalJob job = run.start(checkpoints)) {
        Snapshot snapshot = run.awaitSnapshot(run.sentEvents(), job);
        run.assertLearnedFromEachEventOnce(snapshot);
        assertDescribesTheModel(snapshot.manifest().provenance(), run);
      }
      run.assertGarbageIsRejectedOnce();
      assertThat(run.assertVersionsFollowEachOther()).isNotEmpty();
      assertThat(run.metrics()).containsOnlyKeys("garment", "edges", "location", "similarity");
    }
  }

  @Test
  void aJobThatWasKilledGoesOnFromItsLastCheckpoint() {
    try (TrainingRun run = new TrainingRun(kafka, "killed", "plain-java")) {
      run.send(50);
      run.sendGarbage("location", new byte[] {1});
      try (LocalJob job = run.start(checkpoints)) {
        run.awaitSnapshot(1, job);
        run.send(50);
      }
      run.sendGarbage("location", new byte[] {2});
      run.send(20);
      try (LocalJob job = run.start(checkpoints)) {
        run.assertLearnedFromEachEventOnce(run.awaitSnapshot(run.sentEvents(), job));
      }
      run.assertGarbageIsRejectedOnce();
      assertThat(run.assertVersionsFollowEachOther()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aTaskThatFailsGoesOnFromTheLastCheckpoint() {
    FailingEngine.failures.set(0);
    try (TrainingRun run = new TrainingRun(kafka, "failing", FailingEngine.NAME)) {
      run.send(50);
      run.sendGarbage("similarity", new byte[] {1});
      try (LocalJob job = run.start(checkpoints)) {
        run.awaitSnapshot(1, job);
        FailingEngine.failures.set(2);
        run.send(50);
        Snapshot last = run.awaitSnapshot(run.sentEvents(), job);
        assertThat(FailingEngine.failures).hasValue(0);
        run.assertLearnedFromEachEventOnce(last);
      }
      run.assertGarbageIsRejectedOnce();
      run.assertVersionsFollowEachOther();
    }
  }

  @Test
  void anIdleTopicHoldsUpNoOther() {
    try (TrainingRun run = new TrainingRun(kafka, "idle", "plain-java")) {
      for (int i = 0; i < 30; i++) {
        run.send("garment", 0);
      }
      try (LocalJob job = run.start(checkpoints)) {
        Snapshot snapshot = run.awaitSnapshot(run.sentEvents(), job);
        run.assertLearnedFromEachEventOnce(snapshot);
        assertThat(snapshot.manifest().provenance().scores())
            .extracting(TaskScore::task)
            .containsExactly("garment");
      }
    }
  }

  private static void assertDescribesTheModel(Provenance provenance, TrainingRun run) {
    assertThat(provenance.model()).isEqualTo("whole");
    assertThat(provenance.configDigest()).isEqualTo(run.config().digest());
    assertThat(provenance.architectureFingerprint())
        .isEqualTo(run.config().architecture().fingerprint());
    assertThat(provenance.engine()).isEqualTo("plain Java loops, f32");
    assertThat(provenance.scores())
        .extracting(TaskScore::task)
        .containsExactly("garment", "edges", "location", "similarity");
    assertThat(provenance.scores()).extracting(TaskScore::examples).containsOnly(40L);
  }
}
