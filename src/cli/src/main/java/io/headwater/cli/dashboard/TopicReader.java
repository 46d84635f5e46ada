package io.headwater.cli.dashboard;

import io.headwater.cli.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from near their end, in small fetches, without a consumer group. Used by one thread.
 */
final class TopicReader implements AutoCloseable {
  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final int FETCH_BYTES = 1 << 20;
  private static final int MOST_RECORDS = 200;
  private static final int MOST_PARTITIONS = 64;

  private final Consumer<byte[], byte[]> consumer;

  TopicReader(KafkaClients clients) {
    Map<String, Object> own = new HashMap<>();
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    consumer =
        new KafkaConsumer<>(
            clients.settings(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Takes the topic, and no other: its first 64 partitions.
   *
   * @throws IllegalStateException if it isn't there
   */
  void assign(String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new IllegalStateException("there is no topic '" + topic + "' yet");
    }
    consumer.assign(
        partitions.stream()
            .limit(MOST_PARTITIONS)
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList());
  }

  /** Goes to the first record of that time or a later one. */
  void seek(Instant time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer.assignment().forEach(partition -> times.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp first = found.get(partition);
          consumer.seek(partition, first == null ? end : first.offset());
        });
  }

  /**
   * Goes to so many records before the end of each partition, unless it is there already.
   *
   * @return how many records were passed over
   */
  long seekToLast(long records) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(consumer.assignment());
    long passed = 0;
    for (Map.Entry<TopicPartition, Long> end :
        consumer.endOffsets(consumer.assignment()).entrySet()) {
      TopicPartition partition = end.getKey();
      long start = Math.max(first.getOrDefault(partition, 0L), end.getValue() - records);
      passed += start - first.getOrDefault(partition, 0L);
      consumer.seek(partition, start);
    }
    return passed;
  }

  /**
   * Goes on where an earlier reader of the topic was, but not beyond its end: it may have been made
   * anew.
   */
  void seek(Map<TopicPartition, Long> next) {
    consumer
        .endOffsets(consumer.assignment())
        .forEach(
            (partition, end) -> {
              long offset = next.getOrDefault(partition, Long.MAX_VALUE);
              if (offset <= end) {
                consumer.seek(partition, offset);
              }
            });
  }

  /** The offset of the next record of each partition. */
  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, consumer.position(partition));
    }
    return positions;
  }

  /** How many records there are that it has not read; marks of transactions count, too. */
  long behind() {
    return consumer.endOffsets(consumer.assignment()).entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  /** The next records, in the order of each partition. */
  List<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
    return StreamSupport.stream(consumer.poll(timeout).spliterator(), false).toList();
  }

  /** The names of all topics. */
  Stream<String> topics() {
    return consumer.listTopics().keySet().stream();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
