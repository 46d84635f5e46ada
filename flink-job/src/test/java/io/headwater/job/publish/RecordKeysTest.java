package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.DefaultKafkaSinkContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Under which key, and to which partition, records of a topic are written. */
class RecordKeysTest {
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
}
