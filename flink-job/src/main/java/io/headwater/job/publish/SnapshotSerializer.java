package io.headwater.job.publish;

import io.headwater.snapshots.SnapshotRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** All to one partition, whatever the topic has, so that their order is kept. */
final class SnapshotSerializer implements KafkaRecordSerializationSchema<SnapshotRecord> {
  private static final long serialVersionUID = 1;
  private static final int PARTITION = 0;

  private final String topic;

  SnapshotSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      SnapshotRecord record, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, PARTITION, record.key(), record.value());
  }
}
