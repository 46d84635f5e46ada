package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.DefaultKafkaSinkContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Under which key, and to which partition, records of a topic are written. */
class RecordKeysTest {
  private static final Path MANIFEST =
      Path.of("..", "schemas", "src", "published", "v4", "SnapshotManifest.bin");
  private static final KafkaSinkContext CONTEXT =
      new DefaultKafkaSinkContext(0, 1, new Properties());

  @Test
  void aSnapshotsRecordsGoToOnePartitionAsTheyAre() {
    SnapshotRecord record = new SnapshotRecord(new byte[] {1}, new byte[] {2, 3});
    ProducerRecord<byte[], byte[]> written =
        new SnapshotSerializer("snapshots").serialize(record, CONTEXT, 0L);
    assertThat(written.topic()).isEqualTo("snapshots");
    assertThat(written.partition()).isZero();
    assertThat(written.key()).containsExactly(1);
    assertThat(written.value()).containsExactly(2, 3);
  }

  @Test
  void aManifestIsAnEventOfCloudEvents() throws IOException {
    byte[] value = Files.readAllBytes(MANIFEST);
    SnapshotManifest manifest = Wire.SNAPSHOT_MANIFEST.decode(value).orElseThrow();
    ProducerRecord<byte[], byte[]> written =
        new SnapshotSerializer("snapshots")
            .serialize(new SnapshotRecord(new byte[] {1}, value), CONTEXT, 0L);

    assertThat(written.value()).isEqualTo(value);
    assertThat(header(written, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(written, "ce_type")).isEqualTo("io.headwater.snapshot.published");
    assertThat(header(written, "ce_id")).isEqualTo(Long.toString(manifest.getVersion()));
    assertThat(URI.create(header(written, "ce_source")).getPath())
        .isEqualTo("/headwater/" + manifest.getModel() + "/" + manifest.getLineageId());
    assertThat(OffsetDateTime.parse(header(written, "ce_time")).toInstant())
        .isEqualTo(manifest.getCreatedAt());
  }

  @Test
  void aScoreIsKeyedByModelAndTask() {
    TaskScore score =
        new TaskScore(
            "garment",
            TaskKind.CLASSIFICATION,
            Instant.ofEpochMilli(1_767_225_600_123L),
            10,
            160,
            "accuracy",
            Map.of("accuracy", 0.5),
            new TaskBalance("garment", 0.25, 2.0, Map.of("edges", -0.5)));
    ProducerRecord<byte[], byte[]> written =
        new TaskScoreSerializer("metrics", "fashion").serialize(score, CONTEXT, 0L);
    assertThat(written.topic()).isEqualTo("metrics");
    assertThat(new String(written.key(), UTF_8)).isEqualTo("fashion/garment");
    TaskMetrics metrics = Wire.TASK_METRICS.decode(written.value()).orElseThrow();
    assertThat(metrics.getModel()).isEqualTo("fashion");
    assertThat(metrics.getExamples()).isEqualTo(160);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
