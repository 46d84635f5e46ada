package io.headwater.embedded;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics of one replica. */
final class Topics {
  private static final long DEADLINE_NANOS = 30_000_000_000L;

  private Topics() {}

  static void create(
      String bootstrapServers, String name, int partitions, Map<String, String> configs) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
      long deadline = System.nanoTime() + DEADLINE_NANOS;
      while (!isKnown(admin, name)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("topic '" + name + "' was created but is not served");
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cannot create topic '" + name + "': " + requireNonNull(e.getCause()).getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic '" + name + "'", e);
    }
  }

  private static boolean isKnown(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }
}
