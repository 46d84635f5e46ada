package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a run that ended without a word may have sent after it last wrote how far it was: the topics
 * know. Reads the keys of what they got since.
 */
final class SentBefore {
  private static final Duration POLL = Duration.ofSeconds(1);

  private SentBefore() {}

  /**
   * The ids of the run's events from the starts up to the ends.
   *
   * @param run as in {@link ProduceState}
   * @param starts an offset in each partition; from the beginning of those that are not there
   * @param ends the offset after the last record of each partition
   */
  static Set<String> ids(
      KafkaClients clients,
      String run,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends)
      throws InterruptedException {
    Map<String, Object> settings =
        clients.settings(
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false));
    Map<TopicPartition, Long> left = new HashMap<>(ends);
    left.keySet().removeIf(at -> starts.getOrDefault(at, 0L) >= ends.getOrDefault(at, 0L));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(left.keySet());
      left.keySet().forEach(at -> consumer.seek(at, starts.getOrDefault(at, 0L)));
      return read(consumer, run, left);
    } catch (InterruptException e) {
      throw new InterruptedException("told to stop");
    } catch (KafkaException e) {
      throw CommandFailure.failed(
          "cannot see what an earlier run has sent to %s: %s".formatted(clients, Reason.of(e)), e);
    }
  }

  private static Set<String> read(
      KafkaConsumer<byte[], byte[]> consumer, String run, Map<TopicPartition, Long> left)
      throws InterruptedException {
    Set<String> ids = new HashSet<>();
    while (!left.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
        if (event.key() != null && isOf(run, event)) {
          ids.add(new String(event.key(), StandardCharsets.UTF_8));
        }
      }
      left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
    }
    return ids;
  }

  private static boolean isOf(String run, ConsumerRecord<byte[], byte[]> event) {
    Header header = event.headers().lastHeader(EventSender.RUN);
    return header != null
        && header.value() != null
        && run.equals(new String(header.value(), StandardCharsets.UTF_8));
  }
}
