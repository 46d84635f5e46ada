package io.headwater.cli.doctor;

import io.headwater.job.kafka.OutputTopic;
import io.headwater.learning.engine.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether topics are there and fit what is to be in them. */
final class TopicCheck {
  private final Admin admin;
  private final Set<String> present;

  TopicCheck(Admin admin, Set<String> present) {
    this.admin = admin;
    this.present = present;
  }

  /** A topic that the job reads. */
  Finding read(String topic) throws ExecutionException, InterruptedException {
    return present.contains(topic)
        ? Finding.ok("topic " + topic, size(topic))
        : Finding.failed(
            "topic " + topic,
            "is not on the broker",
            "create it: kafka-topics.sh --bootstrap-server HOST:PORT --create --topic " + topic);
  }

  /** A topic that the job writes to, and creates if there is none. */
  Finding written(OutputTopic topic) throws ExecutionException, InterruptedException {
    String name = "topic " + topic.name();
    if (!present.contains(topic.name())) {
      return Finding.ok(name, "is not on the broker; the job will create it");
    }
    if (maxMessageBytes(topic.name()) >= topic.maxMessageBytes()) {
      return Finding.ok(name, size(topic.name()));
    }
    return Finding.failed(
        name,
        size(topic.name()) + ", but the job may write " + topic.maxMessageBytes(),
        "raise its max.message.bytes to " + topic.maxMessageBytes());
  }

  private String size(String topic) throws ExecutionException, InterruptedException {
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    return "%d partition(s), %d offsets, messages of at most %d bytes"
        .formatted(partitions, offsets(topic, partitions), maxMessageBytes(topic));
  }

  private long offsets(String topic, int partitions)
      throws ExecutionException, InterruptedException {
    return sum(topic, partitions, OffsetSpec.latest())
        - sum(topic, partitions, OffsetSpec.earliest());
  }

  private long sum(String topic, int partitions, OffsetSpec where)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      wanted.put(new TopicPartition(topic, partition), where);
    }
    return admin.listOffsets(wanted).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private long maxMessageBytes(String topic) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().values().stream()
        .map(config -> config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .mapToLong(entry -> Long.parseLong(entry.value()))
        .findFirst()
        .orElse(0);
  }
}
