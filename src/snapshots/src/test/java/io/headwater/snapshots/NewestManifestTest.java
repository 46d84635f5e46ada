package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.learner.Lineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewestManifestTest {
  private static EmbeddedKafka kafka;

  private final String topic = "snapshots-" + UUID.randomUUID();

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void createTopic() {
    kafka.createTopic(topic, 2, Map.of());
  }

  @Test
  void anEmptyTopicHasNone() {
    assertThat(find()).isEmpty();
  }

  @Test
  void theNewestIsFoundInWhateverPartitionItIs() {
    write(0, true, records("fashion", 1));
    write(1, true, records("fashion", 2));
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(2L);
  }

  @Test
  void theNewestIsThatOfTheHighestVersionWhateverTheClocksSaid() {
    write(0, true, records(createdAt(Models.provenance(5), Models.TIME.minusSeconds(60))));
    write(1, true, records("fashion", 4));
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(5L);
  }

  @Test
  void aManifestBeyondTheLimitsCountsAsNone() {
    List<SnapshotRecord> first = records("fashion", 1);
    write(0, true, first);
    Lineage lineage = new Lineage(List.of(new Lineage.Range("x".repeat(1_000), 0, 0, 0, 0)));
    write(0, true, records(Models.provenance("fashion", 2, Models.LENET, lineage)));
    int length = first.get(first.size() - 1).value().length;
    SnapshotLimits limits = new SnapshotLimits(1_000, 10, length, ModelLimits.DEFAULT);
    assertThat(find(limits)).get().extracting(Manifest::version).isEqualTo(1L);
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(2L);
  }

  @Test
  void itIsFoundBehindManyRecordsOfOtherModels() {
    write(0, true, records("fashion", 7));
    List<SnapshotRecord> others = new ArrayList<>();
    for (long version = 1; version < 30; version++) {
      others.addAll(records("digits", version));
    }
    write(0, true, others);
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(7L);
  }

  @Test
  void whatIsNotCommittedIsNotSeen() {
    write(0, true, records("fashion", 1));
    write(0, false, records("fashion", 2));
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(1L);
  }

  @Test
  void aDamagedManifestIsPassedOver() {
    write(0, true, records("fashion", 1));
    List<SnapshotRecord> damaged = records("fashion", 2);
    byte[] manifest = damaged.get(damaged.size() - 1).value();
    manifest[manifest.length - 1]++;
    write(0, true, damaged);
    assertThat(find()).get().extracting(Manifest::version).isEqualTo(1L);
  }

  private Optional<Manifest> find() {
    return find(SnapshotLimits.DEFAULT);
  }

  private Optional<Manifest> find(SnapshotLimits limits) {
    return NewestManifest.find(
        new FollowerConfig(kafka.bootstrapServers(), topic, "fashion", limits, Map.of()));
  }

  private static List<SnapshotRecord> records(String model, long version) {
    return records(Models.provenance(model, version, Models.LENET, Lineage.EMPTY));
  }

  private static List<SnapshotRecord> records(Provenance provenance) {
    return Models.records(100, provenance, Models.randomBytes(250, provenance.version()));
  }

  private static Provenance createdAt(Provenance provenance, Instant time) {
    return new Provenance(
        provenance.model(),
        provenance.lineageId(),
        provenance.version(),
        provenance.parentVersion(),
        time,
        provenance.step(),
        provenance.architectureFingerprint(),
        provenance.input(),
        provenance.tasks(),
        provenance.lineage(),
        provenance.scores(),
        provenance.configDigest(),
        provenance.engine(),
        provenance.device());
  }

  private void write(int partition, boolean commit, List<SnapshotRecord> records) {
    SnapshotTransaction.write(kafka, topic, partition, commit, records);
  }
}
