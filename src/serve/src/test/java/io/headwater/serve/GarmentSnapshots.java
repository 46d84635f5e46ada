package io.headwater.serve;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.Assembly.Verified;
import io.headwater.snapshots.OnnxExport;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotAssembler;
import io.headwater.snapshots.SnapshotEncoder;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Snapshots of a LeNet of four tasks, each version with other weights; none has learned. */
public final class GarmentSnapshots {
  public static final String MODEL = "garments";
  public static final ImageShape INPUT = new ImageShape(1, 28, 28);
  public static final List<Task> TASKS =
      List.of(
          new Task("garment", TaskKind.CLASSIFICATION, 0.1, List.of("shirt", "shoe", "bag")),
          new Task("edges", TaskKind.EDGES, 0.4, List.of()),
          new Task("location", TaskKind.LOCATION, 0.2, List.of()),
          new Task("similarity", TaskKind.SIMILARITY, 0.3, List.of()));

  private static final Architecture LENET = Backbone.LENET.architecture(INPUT, TASKS);

  /** Examples that a version has learned from more than the one before. */
  private static final long EXAMPLES = 100;

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private GarmentSnapshots() {}

  /** The records that a job writes in one transaction. */
  public static List<SnapshotRecord> records(long version) {
    List<SnapshotRecord> records = new ArrayList<>();
    var onnx = OnnxExport.toOnnx(LENET, InitialState.of(LENET, version), MODEL, version);
    try {
      new SnapshotEncoder(SnapshotEncoder.DEFAULT_CHUNK_BYTES)
          .encode(provenance(version), onnx::writeTo, records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  /** As a consumer has it. */
  public static Snapshot snapshot(long version) {
    SnapshotAssembler assembler = new SnapshotAssembler(MODEL, SnapshotLimits.DEFAULT);
    return records(version).stream()
        .map(assembler::add)
        .filter(Verified.class::isInstance)
        .map(verified -> ((Verified) verified).snapshot())
        .findFirst()
        .orElseThrow();
  }

  /** Writes the records as a job does. */
  public static void publish(EmbeddedKafka kafka, String topic, List<SnapshotRecord> records) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "transactional.id",
            "trainer-" + UUID.randomUUID());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (SnapshotRecord record : records) {
        var unused = producer.send(new ProducerRecord<>(topic, record.key(), record.value()));
      }
      producer.commitTransaction();
    }
  }

  /** Random pixels of that many images. */
  public static byte[] images(int count, long seed) {
    byte[] images = new byte[count * INPUT.size()];
    new Random(seed).nextBytes(images);
    return images;
  }

  private static Provenance provenance(long version) {
    return new Provenance(
        MODEL,
        "lineage-1",
        version,
        version == 1 ? OptionalLong.empty() : OptionalLong.of(version - 1),
        TIME.plusSeconds(version),
        10 * version,
        LENET.fingerprint(),
        INPUT,
        TASKS,
        new Lineage(
            List.of(
                new Lineage.Range("garment", 0, 0, EXAMPLES * version - 1, EXAMPLES * version))),
        List.of(
            new TaskScore(
                "garment",
                TaskKind.CLASSIFICATION,
                TIME,
                10 * version,
                EXAMPLES * version,
                "accuracy",
                Map.of("accuracy", 0.5 + 0.01 * version),
                null)),
        "config",
        "none",
        "CPU");
  }
}
