package io.headwater.snapshots;

import io.headwater.embedded.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records as a job does: in one transaction, which ends well or not. */
final class SnapshotTransaction {
  private SnapshotTransaction() {}

  static void write(
      EmbeddedKafka kafka,
      String topic,
      int partition,
      boolean commit,
      List<SnapshotRecord> records) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "transactional.id",
            "trainer-" + UUID.randomUUID());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (SnapshotRecord record : records) {
        var unused =
            producer.send(new ProducerRecord<>(topic, partition, record.key(), record.value()));
      }
      producer.flush();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }
}
