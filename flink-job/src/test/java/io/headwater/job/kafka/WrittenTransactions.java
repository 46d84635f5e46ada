package io.headwater.job.kafka;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.train.EmptyLedger;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Transactions of one record each, in a topic of a real broker, as the connector writes them. */
final class WrittenTransactions {
  private static final int PATIENT_MILLIS = 60_000;

  private final EmbeddedKafka kafka;
  private final String topic;

  WrittenTransactions(EmbeddedKafka kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
    kafka.createTopic(topic, 1, Map.of());
  }

  /** As the job commits. */
  void commit(ToldCommit request, long acceptLostUpTo) throws Exception {
    Properties properties = properties(PATIENT_MILLIS);
    try (CheckedCommitter committer =
        new CheckedCommitter(connector(), new EmptyLedger(), properties, topic, acceptLostUpTo)) {
      committer.commit(List.of(request));
    }
  }

  /** As the connector commits by itself. */
  void commitUnchecked(ToldCommit request) throws Exception {
    try (KafkaCommitter committer = connector()) {
      committer.commit(List.of(request));
    }
  }

  /** A transaction as a checkpoint has it, whose producer is gone. */
  KafkaCommittable written(String id, int timeoutMillis) {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = write(id, timeoutMillis)) {
      return restored(producer);
    }
  }

  FlinkKafkaInternalProducer<byte[], byte[]> write(String id, int timeoutMillis) {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties(timeoutMillis), id);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, new byte[] {1}));
    producer.flush();
    producer.precommitTransaction();
    return producer;
  }

  KafkaCommittable restored(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
    return new KafkaCommittable(
        producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
  }

  TransactionDescription described(String id) {
    try (Admin admin = Admin.create(properties(PATIENT_MILLIS))) {
      return admin.describeTransactions(List.of(id)).description(id).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private KafkaCommitter connector() {
    return new KafkaCommitter(
        properties(PATIENT_MILLIS), "prefix", 0, 0, false, FlinkKafkaInternalProducer::new);
  }

  private Properties properties(int timeoutMillis) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.bootstrapServers());
    properties.setProperty("transaction.timeout.ms", Integer.toString(timeoutMillis));
    String serializer = "org.apache.kafka.common.serialization.ByteArraySerializer";
    properties.setProperty("key.serializer", serializer);
    properties.setProperty("value.serializer", serializer);
    return properties;
  }
}
