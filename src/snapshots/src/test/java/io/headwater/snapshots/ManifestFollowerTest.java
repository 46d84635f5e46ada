package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.learner.Lineage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ManifestFollowerTest {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String topic = "snapshots-" + UUID.randomUUID();
  @TempDir private Path data;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, data);
    kafka.createTopic(topic, 2, Map.of());
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void whatWasPublishedBeforeIsNotRead() {
    write(0, true, records("fashion", 1));
    try (ManifestFollower follower = ManifestFollower.open(config())) {
      write(0, true, records("fashion", 2));
      assertThat(versions(follower, 2)).containsExactly(2L);
      write(1, true, records("fashion", 3));
      assertThat(versions(follower, 3)).containsExactly(3L);
    }
  }

  @Test
  void theLastOfWhatWasPublishedCanBeLookedAt() {
    assertThat(ManifestFollower.last(config(), 10)).isEmpty();
    for (long version = 1; version <= 3; version++) {
      write(0, true, records("fashion", version));
    }
    assertThat(ManifestFollower.last(config(), 1_000))
        .extracting(Manifest::version)
        .containsExactly(1L, 2L, 3L);
    // The manifest is the last record before the mark of its transaction.
    assertThat(ManifestFollower.last(config(), 2))
        .extracting(Manifest::version)
        .containsExactly(3L);
  }

  @Test
  void aManifestCountsWithoutItsChunksAndWhateverThePayloadLimit() {
    FollowerConfig tiny =
        new FollowerConfig(
            kafka.bootstrapServers(),
            topic,
            "fashion",
            SnapshotLimits.DEFAULT.withPayload(1, 1),
            Map.of());
    try (ManifestFollower follower = ManifestFollower.open(tiny)) {
      List<SnapshotRecord> records = records("fashion", 1);
      write(0, true, records.subList(records.size() - 1, records.size()));
      assertThat(versions(follower, 1)).containsExactly(1L);
    }
  }

  @Test
  void onlyCommittedReadableManifestsOfTheModelAreTold() {
    try (ManifestFollower follower = ManifestFollower.open(config())) {
      write(0, false, records("fashion", 1));
      write(0, true, records("digits", 2));
      List<SnapshotRecord> damaged = records("fashion", 3);
      byte[] manifest = damaged.get(damaged.size() - 1).value();
      manifest[manifest.length - 1]++;
      write(0, true, damaged);
      write(0, true, records("fashion", 4));
      assertThat(versions(follower, 4)).containsExactly(4L);
    }
  }

  @Test
  void aManifestOverItsLimitIsPassedOver() {
    List<SnapshotRecord> records = records("fashion", 1);
    int bytes = records.get(records.size() - 1).value().length;
    SnapshotLimits limits = new SnapshotLimits(1, 1, bytes, ModelLimits.DEFAULT);
    FollowerConfig bounded =
        new FollowerConfig(kafka.bootstrapServers(), topic, "fashion", limits, Map.of());
    List<SnapshotRecord> larger = records("fashion", 1_000_000);
    assertThat(larger.get(larger.size() - 1).value()).hasSizeGreaterThan(bytes);
    try (ManifestFollower follower = ManifestFollower.open(bounded)) {
      write(0, true, larger);
      write(0, true, records);
      assertThat(versions(follower, 1)).containsExactly(1L);
    }
  }

  @Test
  void onlyTheLineageThatIsAskedForIsTold() {
    LineageChoice other = new LineageChoice.Only("lineage-2");
    try (ManifestFollower follower = ManifestFollower.open(config().with(other))) {
      write(0, true, records("fashion", 1));
      write(
          0,
          true,
          Models.records(100, Models.provenance("lineage-2", 2), Models.randomBytes(250, 2)));
      assertThat(versions(follower, 2)).containsExactly(2L);
    }
  }

  @Test
  void aBrokerThatComesBackIsFollowedOn() {
    int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    try (ManifestFollower follower = ManifestFollower.open(config())) {
      kafka.close();
      assertThat(follower.poll(POLL)).isEmpty();
      kafka = EmbeddedKafka.start(port, data);
      write(0, true, records("fashion", 1));
      assertThat(versions(follower, 1)).containsExactly(1L);
    }
  }

  @Test
  void aTopicThatIsNotThereIsSaid() {
    FollowerConfig absent = FollowerConfig.of(kafka.bootstrapServers(), "absent", "fashion");
    assertThatThrownBy(() -> ManifestFollower.open(absent))
        .isInstanceOf(SnapshotsUnreachableException.class)
        .hasMessageContaining("there is no topic 'absent'");
  }

  private FollowerConfig config() {
    return FollowerConfig.of(kafka.bootstrapServers(), topic, "fashion");
  }

  /** All that are told up to the version; the test's time limit is the deadline. */
  private static List<Long> versions(ManifestFollower follower, long last) {
    List<Long> versions = new ArrayList<>();
    while (!versions.contains(last)) {
      follower.poll(POLL).forEach(manifest -> versions.add(manifest.version()));
    }
    return versions;
  }

  private static List<SnapshotRecord> records(String model, long version) {
    return Models.records(
        100,
        Models.provenance(model, version, Models.LENET, Lineage.EMPTY),
        Models.randomBytes(250, version));
  }

  private void write(int partition, boolean commit, List<SnapshotRecord> records) {
    SnapshotTransaction.write(kafka, topic, partition, commit, records);
  }
}
