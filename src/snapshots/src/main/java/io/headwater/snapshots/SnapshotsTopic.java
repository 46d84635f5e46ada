package io.headwater.snapshots;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens the snapshots topic: committed records only, no consumer group, nothing created. */
final class SnapshotsTopic {
  private static final String DEFAULT_TIMEOUT_MILLIS = "15000";

  /** Kafka's default, 1 MiB, is a chunk or two: hundreds of round trips for a large model. */
  private static final long FETCH_BYTES = 16 << 20;

  /** A fetch as it came, and its records, which are copies. */
  private static final int FETCHES_IN_HEAP = 16;

  /** Records of one poll: more would be copied out of their fetch before any is looked at. */
  private static final int POLLED_RECORDS = 32;

  private SnapshotsTopic() {}

  /**
   * A consumer to which all partitions of the topic are assigned.
   *
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  static KafkaConsumer<byte[], byte[]> open(FollowerConfig config) {
    return open(config, FETCH_BYTES);
  }

  /**
   * The same, with fetches of a size of its own.
   *
   * @param fetchBytes of one fetch, about; over 0; less in a small heap
   */
  static KafkaConsumer<byte[], byte[]> open(FollowerConfig config, long fetchBytes) {
    KafkaConsumer<byte[], byte[]> consumer = consumer(config, fetchBytes);
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(config.topic());
      if (partitions == null || partitions.isEmpty()) {
        throw noTopic(config);
      }
      consumer.assign(
          partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList());
      return consumer;
    } catch (UnknownTopicOrPartitionException e) {
      consumer.close();
      throw noTopic(config);
    } catch (KafkaException e) {
      consumer.close();
      throw unreachable(config, e);
    } catch (SnapshotsUnreachableException e) {
      consumer.close();
      throw e;
    }
  }

  static SnapshotsUnreachableException unreachable(FollowerConfig config, KafkaException e) {
    if (e instanceof TimeoutException) {
      return new SnapshotsUnreachableException(
          "no Kafka broker answers at "
              + config.bootstrapServers()
              + "; start it, or correct the bootstrap servers",
          e);
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new SnapshotsUnreachableException(
        "cannot read topic '"
            + config.topic()
            + "' at "
            + config.bootstrapServers()
            + ": "
            + cause.getMessage(),
        e);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(FollowerConfig config, long fetchBytes) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DEFAULT_TIMEOUT_MILLIS);
    int fetch = (int) Math.min(fetchBytes, Runtime.getRuntime().maxMemory() / FETCHES_IN_HEAP);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetch);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetch);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
    properties.putAll(config.properties());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try {
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw unreachable(config, e);
    }
  }

  private static SnapshotsUnreachableException noTopic(FollowerConfig config) {
    return new SnapshotsUnreachableException(
        "there is no topic '"
            + config.topic()
            + "' at "
            + config.bootstrapServers()
            + "; create it, or correct its name");
  }
}
