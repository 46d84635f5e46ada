package io.headwater.cli.doctor;

import static java.util.Objects.requireNonNull;

import io.headwater.job.kafka.InputTopic;
import io.headwater.job.kafka.JobTopic;
import io.headwater.job.kafka.OutputTopic;
import io.headwater.job.kafka.Shortcoming;
import io.headwater.job.kafka.ToldSettings;
import io.headwater.learning.host.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether topics are there and fit what is to be in them. */
final class TopicCheck {
  private static final int SHOWN_TOPICS = 5;

  private final Admin admin;
  private final String brokers;

  /**
   * @param brokers where the topics are, for remedies
   */
  TopicCheck(Admin admin, String brokers) {
    this.admin = admin;
    this.brokers = brokers;
  }

  /** A topic that is there, whatever it is for. */
  Finding there(String topic) throws ExecutionException, InterruptedException {
    return Finding.ok("topic " + topic, size(topic));
  }

  /** A topic that the job reads, and that is not there. */
  Finding missing(InputTopic topic) {
    Shortcoming missing = topic.missing(brokers);
    return Finding.failed("topic " + topic.name(), missing.what(), missing.remedy());
  }

  /** A topic that the job writes to, and that is not there. */
  Finding toCreate(OutputTopic topic) {
    return Finding.ok("topic " + topic.name(), "is not on the broker; the job will create it");
  }

  /** A topic that is there, and that the job uses. */
  Finding used(JobTopic topic) throws ExecutionException, InterruptedException {
    String name = "topic " + topic.name();
    ToldSettings settings = settings(topic.name());
    List<Shortcoming> shortcomings = topic.shortcomings(settings, brokers);
    if (!shortcomings.isEmpty()) {
      Shortcoming first = shortcomings.get(0);
      return Finding.failed(name, size(topic.name()) + "; " + first.what(), first.remedy());
    }
    List<Shortcoming> risks = topic.risks(settings, brokers);
    if (!risks.isEmpty()) {
      Shortcoming first = risks.get(0);
      return Finding.warning(name, size(topic.name()) + "; " + first.what(), first.remedy());
    }
    return Finding.ok(name, size(topic.name()));
  }

  /** What events may unpack to: Kafka's limit is for the batches as they are sent. */
  Finding unpacked(Set<String> topics) throws ExecutionException, InterruptedException {
    Set<String> unbounded = new TreeSet<>();
    for (String topic : topics) {
      if (!InputTopic.isUncompressed(settings(topic))) {
        unbounded.add(topic);
      }
    }
    return unbounded.isEmpty()
        ? Finding.ok("unpacked", "events have at most their topic's max.message.bytes")
        : Finding.warning(
            "unpacked",
            "compressed events may unpack to any size, in the job's heap, in %d topic(s): %s"
                .formatted(unbounded.size(), shown(unbounded)),
            "if you don't trust all who write to them, set compression.type=uncompressed there, as"
                + " 'headwater topics create CONFIG --alter' does");
  }

  private static String shown(Set<String> topics) {
    return topics.stream().limit(SHOWN_TOPICS).collect(Collectors.joining(", "))
        + (topics.size() > SHOWN_TOPICS ? ", ..." : "");
  }

  private String size(String topic) throws ExecutionException, InterruptedException {
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    return "%d partition(s), %d offsets, messages of at most %s"
        .formatted(partitions, offsets(topic, partitions), largestMessage(topic));
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

  private String largestMessage(String topic) throws ExecutionException, InterruptedException {
    return settings(topic)
        .value(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        .map(bytes -> bytes + " bytes")
        .orElse("a size that the broker does not tell");
  }

  private ToldSettings settings(String topic) throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return new ToldSettings(
        requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource)));
  }
}
