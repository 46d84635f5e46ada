package io.headwater.bench.job;

import io.headwater.embedded.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that is filled before it is read. */
public record EventTopic(String name, long events) {
  // So that each partition has all tasks.
  private static final int RUN = 16;

  /**
   * Creates the topic, with a partition for each core.
   *
   * @param events are repeated in their order
   * @param count how many to write
   */
  public static EventTopic fill(EmbeddedKafka kafka, String name, List<byte[]> events, long count) {
    int partitions = Runtime.getRuntime().availableProcessors();
    kafka.createTopic(name, partitions, Map.of());
    try (KafkaProducer<byte[], byte[]> producer = producer(kafka.bootstrapServers())) {
      for (long i = 0; i < count; i++) {
        int partition = (int) (i / RUN % partitions);
        producer.send(
            new ProducerRecord<>(name, partition, null, events.get((int) (i % events.size()))));
      }
    }
    return new EventTopic(name, count);
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5, "batch.size", 1 << 18),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
