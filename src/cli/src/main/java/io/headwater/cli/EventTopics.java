package io.headwater.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that a command sends events to.
 *
 * @param ends the offset after the last record of each partition, as the command began
 */
public record EventTopics(Map<TopicPartition, Long> ends) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  public EventTopics {
    ends = Map.copyOf(ends);
  }

  /**
   * Looks for them.
   *
   * @throws CommandFailure if a topic is not there, or no broker answers
   */
  public static EventTopics find(KafkaClients clients, Collection<String> topics)
      throws InterruptedException {
    int timeout = Math.toIntExact(TIMEOUT.toMillis());
    Map<String, Object> settings =
        clients.settings(
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeout,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeout));
    try (Admin admin = Admin.create(settings)) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (String topic : topics) {
        for (TopicPartition partition : partitions(admin, topic, clients)) {
          wanted.put(partition, OffsetSpec.latest());
        }
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return new EventTopics(ends);
    } catch (ExecutionException | KafkaException e) {
      boolean silent = e.getCause() instanceof TimeoutException;
      throw CommandFailure.environment(
          (silent
                  ? "no broker answers at %s (%s); start it, or give --kafka the address at which it listens"
                  : "cannot use Kafka at %s (%s)")
              .formatted(clients, Reason.of(e)),
          e);
    }
  }

  private static List<TopicPartition> partitions(Admin admin, String topic, KafkaClients clients)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .flatMap(EventTopics::partitions)
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw CommandFailure.environment(
            "topic '%s' does not exist at %s: create it with 'headwater topics create CONFIG --kafka %s'"
                .formatted(topic, clients, clients),
            e);
      }
      throw e;
    }
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }
}
