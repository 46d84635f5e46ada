package io.headwater.cli;

import static java.util.Objects.requireNonNull;

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
 * @param cluster the id of the cluster that has them
 * @param ids of the topics, by name; one that is made anew has another
 * @param ends the offset after the last record of each partition, as the command began
 */
public record EventTopics(String cluster, Map<String, String> ids, Map<TopicPartition, Long> ends) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  public EventTopics {
    ids = Map.copyOf(ids);
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
      Map<String, String> ids = new HashMap<>();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (String topic : topics) {
        TopicDescription found = describe(admin, topic, clients);
        ids.put(topic, found.topicId().toString());
        partitions(found).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return new EventTopics(String.valueOf(admin.describeCluster().clusterId().get()), ids, ends);
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

  private static TopicDescription describe(Admin admin, String topic, KafkaClients clients)
      throws ExecutionException, InterruptedException {
    try {
      return requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
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
