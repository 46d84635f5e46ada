package io.headwater.cli.rejected;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.EventTopics;
import io.headwater.cli.KafkaClients;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic of rejected events, as far as it is committed. Used by one thread. */
final class RejectedTopic implements AutoCloseable {
  /** Short: a poll that passes over marks of transactions only lasts as long. */
  private static final Duration POLL = Duration.ofMillis(100);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int FETCH_BYTES = 4 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String name;
  private final List<TopicPartition> partitions;

  private RejectedTopic(
      KafkaConsumer<byte[], byte[]> consumer, String name, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.name = name;
    this.partitions = partitions;
  }

  /**
   * @throws CommandFailure if it is not there, or no broker answers
   */
  static RejectedTopic open(KafkaClients clients, String topic) throws InterruptedException {
    List<TopicPartition> partitions =
        List.copyOf(EventTopics.find(clients, List.of(topic)).ends().keySet());
    return new RejectedTopic(consumer(clients), topic, partitions);
  }

  /** A consumer of committed records, without a group. */
  static KafkaConsumer<byte[], byte[]> consumer(KafkaClients clients) {
    Map<String, Object> own = new HashMap<>();
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER_WITHIN.toMillis()));
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    return new KafkaConsumer<>(
        clients.settings(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** All that there are now, in the order of each partition. */
  void forEach(Consumer<StoredRejection> rejection) throws InterruptedException {
    readAll(consumer, partitions, record -> read(record).ifPresent(rejection));
  }

  /** Reads partitions from their beginning to where their committed records end now. */
  static void readAll(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> each)
      throws InterruptedException {
    try {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      while (!left.isEmpty()) {
        consumer.poll(POLL).forEach(each);
        left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (Thread.interrupted()) {
          throw new InterruptedException("told to stop");
        }
      }
    } catch (InterruptException e) {
      throw new InterruptedException("told to stop");
    }
  }

  /**
   * The one at that place.
   *
   * @throws CommandFailure if there is none
   */
  StoredRejection get(RejectedPosition position) {
    TopicPartition partition = new TopicPartition(name, position.partition());
    if (!partitions.contains(partition)) {
      throw none(position);
    }
    consumer.assign(List.of(partition));
    long first =
        requireNonNull(consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L));
    long end = requireNonNull(consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
    if (position.offset() < first || position.offset() >= end) {
      throw none(position);
    }
    consumer.seek(partition, position.offset());
    while (consumer.position(partition) <= position.offset()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() == position.offset()) {
          return read(record).orElseThrow(() -> none(position));
        }
        if (record.offset() > position.offset()) {
          throw none(position);
        }
      }
    }
    throw none(position);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private CommandFailure none(RejectedPosition position) {
    return CommandFailure.environment(
        "there is no rejected event at %s of topic '%s' (any more); 'headwater rejected list' shows which there are"
            .formatted(position, name),
        null);
  }

  private static Optional<StoredRejection> read(ConsumerRecord<byte[], byte[]> record) {
    return record.value() != null
            && Wire.REJECTED_EVENT.decode(record.value())
                instanceof Decoded.Value<RejectedEvent> decoded
        ? Optional.of(
            new StoredRejection(
                new RejectedPosition(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                decoded.value()))
        : Optional.empty();
  }
}
