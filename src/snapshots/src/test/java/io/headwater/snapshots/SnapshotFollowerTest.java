package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.snapshots.Assembly.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotFollowerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static EmbeddedKafka kafka;

  private final String topic = "snapshots-" + UUID.randomUUID();
  private final RecordingListener reports = new RecordingListener();
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void createTopicAndProducer() {
    kafka.createTopic(topic, 1, Map.of());
    producer = newProducer("trainer-" + topic);
  }

  @AfterEach
  void closeProducer() {
    producer.close(Duration.ZERO);
  }

  @Test
  void theLatestSnapshotIsServedFirstThenEachNewOne() {
    for (long version = 1; version <= 3; version++) {
      commit(records(version));
    }
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(3);
      assertThat(follower.poll(SHORT)).isEmpty();
      commit(records(4));
      assertThat(nextVersion(follower)).isEqualTo(4);
    }
    assertThat(reports.refused).isEmpty();
  }

  @Test
  void anEmptyTopicIsFollowed() {
    try (SnapshotFollower follower = follow()) {
      assertThat(follower.poll(SHORT)).isEmpty();
      commit(records(1));
      assertThat(nextVersion(follower)).isEqualTo(1);
    }
  }

  @Test
  void snapshotsOfOpenAndAbortedTransactionsAreInvisible() {
    commit(records(1));
    abort(records(2));
    try (KafkaProducer<byte[], byte[]> other = newProducer("other-" + topic)) {
      other.beginTransaction();
      send(other, records(3));
      other.flush();
      try (SnapshotFollower follower = follow()) {
        assertThat(nextVersion(follower)).isEqualTo(1);
        assertThat(follower.poll(SHORT)).isEmpty();
        other.commitTransaction();
        assertThat(nextVersion(follower)).isEqualTo(3);
      }
    }
    assertThat(reports.verified).containsExactly(1L, 3L);
    assertThat(reports.refused).isEmpty();
  }

  @Test
  void theSnapshotBeforeADamagedOneIsServed() {
    commit(records(1));
    commit(damaged(2));
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(1);
    }
    assertThat(reports.verified).containsExactly(1L);
    assertThat(reports.refused).containsExactly(Reason.DIGEST_MISMATCH);
  }

  @Test
  void aValidSnapshotIsFoundBehindManyDamagedOnes() {
    commit(records(1));
    commit(records(2));
    for (long version = 3; version < 60; version++) {
      commit(damaged(version));
    }
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(2);
    }
    assertThat(reports.refused).hasSize(57).containsOnly(Reason.DIGEST_MISMATCH);
  }

  @Test
  void aGoodModelIsFoundBehindManyThatAreNotToBeRun() {
    commit(records(1));
    for (long version = 2; version < 30; version++) {
      commit(foreign(version));
    }
    commit(unreadable(30));
    try (SnapshotFollower follower = follow();
        LiveModel live = new LiveModel()) {
      live.swap(next(follower));
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(1);
      commit(foreign(31));
      commit(records(32));
      live.swap(next(follower));
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(32);
    }
    assertThat(reports.verified).containsExactly(1L, 32L);
    assertThat(reports.refused).hasSize(30).containsOnly(Reason.REFUSED_MODEL);
    assertThat(reports.messages)
        .contains(
            "snapshot version 2: the payload has a field 'domain' in a NodeProto, which no exporter"
                + " of ours writes")
        .anySatisfy(each -> assertThat(each).startsWith("snapshot version 30: the payload is no"));
  }

  @Test
  void aModelThatIsNotToBeRunDoesNotDecideWhichLineageIsFollowed() {
    commit(ofLineage("good", 7));
    commit(ofLineage("begun anew", 8, Models.randomBytes(250, 8)));
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(7);
      commit(ofLineage("good", 9));
      assertThat(nextVersion(follower)).isEqualTo(9);
    }
    assertThat(reports.refused).containsExactly(Reason.REFUSED_MODEL);
  }

  @Test
  void aModelBeyondTheFollowersLimitsIsPassedOver() {
    commit(records(1));
    Architecture wide = Models.dense(100);
    commit(
        Models.records(
            100_000,
            Models.provenance("fashion", 2, wide, Lineage.EMPTY),
            Models.payload(wide, 2)));
    ModelLimits small = new ModelLimits(Models.INPUT.size(), 1, 3, 100_000, 100_000, 20_000);
    SnapshotLimits limits = new SnapshotLimits(1 << 20, 100, 1 << 20, small);
    try (SnapshotFollower follower =
        SnapshotFollower.open(
            new FollowerConfig(kafka.bootstrapServers(), topic, "fashion", limits, Map.of()),
            reports)) {
      assertThat(nextVersion(follower)).isEqualTo(1);
    }
    assertThat(reports.refused).containsExactly(Reason.TOO_LARGE);
  }

  @Test
  void aLongHistoryIsNotReadWhole() {
    for (long version = 1; version <= 100; version++) {
      commit(records(version));
    }
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(100);
    }
    assertThat(reports.verified).hasSizeLessThan(20).endsWith(100L);
    assertThat(reports.refused).isEmpty();
  }

  @Test
  void largePayloadsTravelInChunks() {
    Architecture wide = Models.dense(1500);
    byte[] payload = Models.payload(wide, 1);
    List<SnapshotRecord> records =
        Models.records(
            SnapshotEncoder.DEFAULT_CHUNK_BYTES,
            Models.provenance("fashion", 1, wide, Lineage.EMPTY),
            payload);
    assertThat(records).hasSize(11);
    commit(records);
    try (SnapshotFollower follower = follow()) {
      assertThat(next(follower).payload()).isEqualTo(payload);
    }
  }

  @Test
  void aModelThatMovedToAnotherPartitionIsFollowed() {
    String wide = topic + "-wide";
    kafka.createTopic(wide, 3, Map.of());
    commit(wide, 0, records(1));
    commit(wide, 2, records(2));
    try (SnapshotFollower follower =
        SnapshotFollower.open(
            FollowerConfig.of(kafka.bootstrapServers(), wide, "fashion"), reports)) {
      assertThat(nextVersion(follower)).isEqualTo(2);
      commit(wide, 1, records(3));
      assertThat(nextVersion(follower)).isEqualTo(3);
    }
  }

  @Test
  void aSnapshotOfAnotherLineageIsReportedAndNotServed() {
    commit(ofLineage("good", 7));
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(7);
      commit(ofLineage("begun anew", 8));
      commit(ofLineage("good", 9));
      assertThat(nextVersion(follower)).isEqualTo(9);
    }
    assertThat(reports.verified).containsExactly(7L, 9L);
    assertThat(reports.messages)
        .singleElement()
        .asString()
        .startsWith(
            "snapshot version 8 is of lineage 'begun anew', the one that is followed is 'good'");
  }

  @Test
  void theFirstSnapshotToComeSaysWhichLineageIsFollowed() {
    try (SnapshotFollower follower = follow()) {
      assertThat(follower.poll(SHORT)).isEmpty();
      commit(ofLineage("first", 1));
      assertThat(nextVersion(follower)).isEqualTo(1);
      commit(ofLineage("second", 2));
      assertThat(follower.poll(SHORT)).isEmpty();
    }
    assertThat(reports.refused).containsExactly(Reason.OTHER_LINEAGE);
  }

  @Test
  void aFollowerThatOpensAnewChangesOverToTheNewestLineage() {
    commit(ofLineage("good", 7));
    commit(ofLineage("begun anew", 8));
    try (SnapshotFollower follower = follow()) {
      assertThat(nextVersion(follower)).isEqualTo(8);
    }
  }

  @Test
  void aGivenLineageIsFoundBehindAnother() {
    commit(ofLineage("good", 7));
    for (long version = 8; version < 40; version++) {
      commit(ofLineage("begun anew", version));
    }
    try (SnapshotFollower follower = follow(new LineageChoice.Only("good"))) {
      assertThat(nextVersion(follower)).isEqualTo(7);
      commit(ofLineage("good", 41));
      assertThat(nextVersion(follower)).isEqualTo(41);
    }
  }

  @Test
  void whoWantsAnyLineageGetsTheLatestSnapshot() {
    commit(ofLineage("good", 7));
    try (SnapshotFollower follower = follow(new LineageChoice.Any())) {
      assertThat(nextVersion(follower)).isEqualTo(7);
      commit(ofLineage("begun anew", 8));
      assertThat(nextVersion(follower)).isEqualTo(8);
    }
    assertThat(reports.refused).isEmpty();
  }

  @Test
  void aMissingTopicIsOneClearSentence() {
    FollowerConfig config = FollowerConfig.of(kafka.bootstrapServers(), "no-such", "fashion");
    assertThatThrownBy(() -> SnapshotFollower.open(config, reports))
        .isInstanceOf(SnapshotsUnreachableException.class)
        .hasMessage(
            "there is no topic 'no-such' at %s; create it, or correct its name",
            kafka.bootstrapServers());
  }

  @Test
  void aMissingBrokerIsOneClearSentence() throws IOException {
    String address = "127.0.0.1:" + freePort();
    FollowerConfig config =
        new FollowerConfig(
            address,
            topic,
            "fashion",
            SnapshotLimits.DEFAULT,
            Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "1000"));
    assertThatThrownBy(() -> SnapshotFollower.open(config, reports))
        .isInstanceOf(SnapshotsUnreachableException.class)
        .hasMessage(
            "no Kafka broker answers at %s; start it, or correct the bootstrap servers", address);
  }

  @Test
  void propertiesReachTheConsumer() {
    FollowerConfig config =
        new FollowerConfig(
            kafka.bootstrapServers(),
            topic,
            "fashion",
            SnapshotLimits.DEFAULT,
            Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "NO-SUCH"));
    assertThatThrownBy(() -> SnapshotFollower.open(config, reports))
        .isInstanceOf(SnapshotsUnreachableException.class)
        .hasMessageStartingWith("cannot read topic '" + topic + "'");
  }

  private SnapshotFollower follow() {
    return SnapshotFollower.open(
        FollowerConfig.of(kafka.bootstrapServers(), topic, "fashion"), reports);
  }

  private SnapshotFollower follow(LineageChoice lineage) {
    return SnapshotFollower.open(
        FollowerConfig.of(kafka.bootstrapServers(), topic, "fashion").with(lineage), reports);
  }

  private static List<SnapshotRecord> ofLineage(String id, long version) {
    return ofLineage(id, version, Models.payload(Models.SMALL, version));
  }

  /** In three chunks. */
  private static List<SnapshotRecord> ofLineage(String id, long version, byte[] payload) {
    Provenance provenance = Models.provenance("fashion", id, version, Models.SMALL, Lineage.EMPTY);
    return Models.records((payload.length + 2) / 3, provenance, payload);
  }

  private static Snapshot next(SnapshotFollower follower) {
    Optional<Snapshot> snapshot = follower.poll(DEADLINE);
    assertThat(snapshot).isPresent();
    return snapshot.get();
  }

  private static long nextVersion(SnapshotFollower follower) {
    return next(follower).manifest().version();
  }

  private static List<SnapshotRecord> records(long version) {
    return ofLineage(Models.LINEAGE, version);
  }

  /** With an operator of another domain. */
  private static List<SnapshotRecord> foreign(long version) {
    ModelProto.Builder model =
        OnnxExport.toOnnx(Models.SMALL, InitialState.of(Models.SMALL, version), "fashion", version)
            .toBuilder();
    model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example");
    return ofLineage(Models.LINEAGE, version, model.build().toByteArray());
  }

  private static List<SnapshotRecord> unreadable(long version) {
    return ofLineage(Models.LINEAGE, version, new byte[] {8, 8, 8});
  }

  private static List<SnapshotRecord> damaged(long version) {
    List<SnapshotRecord> records = new ArrayList<>(records(version));
    byte[] chunk = records.get(1).value().clone();
    chunk[chunk.length - 1]++;
    records.set(1, new SnapshotRecord(records.get(1).key(), chunk));
    return records;
  }

  private void commit(List<SnapshotRecord> records) {
    commit(topic, 0, records);
  }

  private void commit(String to, int partition, List<SnapshotRecord> records) {
    producer.beginTransaction();
    for (SnapshotRecord record : records) {
      var unused = producer.send(new ProducerRecord<>(to, partition, record.key(), record.value()));
    }
    producer.commitTransaction();
  }

  private void abort(List<SnapshotRecord> records) {
    producer.beginTransaction();
    send(producer, records);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(KafkaProducer<byte[], byte[]> to, List<SnapshotRecord> records) {
    for (SnapshotRecord record : records) {
      var unused = to.send(new ProducerRecord<>(topic, record.key(), record.value()));
    }
  }

  private static KafkaProducer<byte[], byte[]> newProducer(String transactionalId) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
