package io.headwater.job.publish;

import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.SnapshotRecord;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * All to one partition, whatever the topic has, so that their order is kept; manifests as events of
 * CloudEvents.
 */
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
    return new ProducerRecord<>(topic, PARTITION, record.key(), record.value(), headers(record));
  }

  private static List<Header> headers(SnapshotRecord record) {
    return Wire.SNAPSHOT_MANIFEST.claims(record.value())
        ? CloudEventHeaders.of(Wire.SNAPSHOT_MANIFEST.decode(record.value()).orElseThrow())
        : List.of();
  }
}
