package io.headwater.cli.demo;

import io.headwater.cli.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the rejected events. Offsets don't: they number the marks of transactions as well. */
final class RejectedEvents implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private long count;

  RejectedEvents(KafkaClients clients, String topic) {
    consumer =
        new KafkaConsumer<>(
            clients.settings(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
  }

  /** How many there are so far. */
  long count() {
    count += consumer.poll(Duration.ZERO).count();
    return count;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
