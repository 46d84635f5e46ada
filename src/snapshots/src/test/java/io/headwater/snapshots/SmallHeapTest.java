package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What anyone may write to a topic never ends a consumer with a heap of 64 MiB. */
class SmallHeapTest {
  /** A chunk for which G1 takes twice as much, if regions are of 1 MiB. */
  private static final int OVER_HALF_A_REGION = 530_000;

  private static EmbeddedKafka kafka;

  private final String topic = "snapshots-" + UUID.randomUUID();
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
    kafka.createTopic(topic, 2, Map.of());
    producer = producer(Map.of());
    send(valid(1, Models.SMALL));
  }

  @AfterEach
  void closeProducer() {
    producer.close();
  }

  @Test
  void manyTinyRecords() throws Exception {
    byte[] tiny = {1};
    for (int i = 0; i < 250_000; i++) {
      send(new SnapshotRecord("fashion".getBytes(UTF_8), tiny));
    }
    assertThat(follow()).isEqualTo("version 1, told of 250000 refusals");
  }

  @Test
  void manyManifestsWithLongStrings() throws Exception {
    for (int i = 0; i < 800; i++) {
      send(Models.records(1000, longProvenance(2, Models.SMALL), new byte[10]).get(1));
    }
    assertThat(follow()).isEqualTo("version 1, told of 800 refusals");
  }

  @Test
  void manyValidSnapshotsWithLongManifests() throws Exception {
    Architecture dense = Models.dense(29);
    byte[] payload = Models.payload(dense, 1);
    assertThat(payload).hasSizeGreaterThan(100_000);
    for (long version = 2; version < 600; version++) {
      send(Models.records(payload.length, longProvenance(version, dense), payload));
    }
    assertThat(follow()).isEqualTo("version 599, told of 0 refusals");
  }

  @Test
  void chunksThatNoManifestFollows() throws Exception {
    List<SnapshotRecord> large = records(2, 80 << 20);
    send(large.subList(0, large.size() - 1));
    assertThat(follow()).isEqualTo("version 1, told of 0 refusals");
  }

  @Test
  void aPayloadThatIsTooLargeForTheHeap() throws Exception {
    send(records(2, 80 << 20));
    assertThat(follow()).isEqualTo("version 1, told of 1 refusals");
  }

  @Test
  void aPayloadOfAsManyMessagesAsThereMayBe() throws Exception {
    GraphProto graph =
        GraphProto.newBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .addAllAttribute(
                        Collections.nCopies(
                            OnnxFields.MAX_ITEMS - 10, AttributeProto.getDefaultInstance())))
            .build();
    byte[] payload = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
    send(Models.records(500_000, Models.provenance(2), payload));
    assertThat(follow()).isEqualTo("version 1, told of 1 refusals");
  }

  @Test
  void snapshotsOfTheLargestSizeInTwoPartitions() throws Exception {
    Architecture large = Models.dense(925);
    int largest = SnapshotLimits.ofHeap(SmallHeap.BYTES).maxPayloadBytes();
    for (int version = 2; version < 8; version++) {
      int partition = version % 2;
      byte[] payload = Models.payload(large, version);
      assertThat(payload).hasSizeBetween(largest * 9 / 10, largest);
      Models.records(
              OVER_HALF_A_REGION,
              Models.provenance("fashion", version, large, Lineage.EMPTY),
              payload)
          .forEach(record -> send(partition, record));
    }
    assertThat(follow()).isEqualTo("version 7, told of 0 refusals");
  }

  @Test
  void aModelOfManyFeatures() throws Exception {
    assertThat(SmallHeap.run(SmallHeapModel.class, SmallHeapModel.WIDE))
        .isEqualTo("TOO_LARGE; serves version 1");
  }

  @Test
  void aBatchThatLeavesNoRoomForTheLikeOfTheNextModel() throws Exception {
    assertThat(SmallHeap.run(SmallHeapModel.class, SmallHeapModel.BATCH))
        .isEqualTo("6000 rows; serves version 2");
  }

  @Test
  void aTopicWithoutCompressionKeepsOutWhatUnpacksToMoreThanAMessageMayHave() {
    String bounded = topic + "-bounded";
    kafka.createTopic(
        bounded, 1, Map.of("compression.type", "uncompressed", "max.message.bytes", "1048576"));
    try (KafkaProducer<byte[], byte[]> packing = producer(Map.of("compression.type", "gzip"))) {
      assertThat(packing.send(new ProducerRecord<>(bounded, new byte[5 << 20])))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  private String follow() throws IOException, InterruptedException {
    producer.flush();
    return SmallHeap.run(SmallHeapFollower.class, kafka.bootstrapServers(), topic);
  }

  /** With a long name in its lineage. */
  private static Provenance longProvenance(long version, Architecture architecture) {
    Lineage lineage = new Lineage(List.of(new Lineage.Range("x".repeat(100_000), 0, 0, 0, 0)));
    return Models.provenance("fashion", version, architecture, lineage);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    all.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<SnapshotRecord> valid(long version, Architecture architecture) {
    return Models.records(
        500_000,
        Models.provenance("fashion", version, architecture, Lineage.EMPTY),
        Models.payload(architecture, version));
  }

  private static List<SnapshotRecord> records(long version, int bytes) {
    return Models.records(500_000, Models.provenance(version), new byte[bytes]);
  }

  private void send(List<SnapshotRecord> records) {
    records.forEach(this::send);
  }

  private void send(SnapshotRecord record) {
    send(0, record);
  }

  private void send(int partition, SnapshotRecord record) {
    var unused =
        producer.send(new ProducerRecord<>(topic, partition, record.key(), record.value()));
  }
}
