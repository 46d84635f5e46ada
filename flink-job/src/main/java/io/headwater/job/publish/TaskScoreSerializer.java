package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.snapshots.TaskScore;
import io.headwater.snapshots.TaskScoreCodec;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Scores as TaskMetrics, keyed by model and task. */
final class TaskScoreSerializer implements KafkaRecordSerializationSchema<TaskScore> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final String model;

  TaskScoreSerializer(String topic, String model) {
    this.topic = topic;
    this.model = model;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      TaskScore score, KafkaSinkContext context, Long timestamp) {
    byte[] key = (model + "/" + score.task()).getBytes(UTF_8);
    return new ProducerRecord<>(topic, key, TaskScoreCodec.encode(model, score));
  }
}
