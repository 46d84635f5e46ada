package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.StartFrom;
import io.headwater.learning.learner.Lineage;
import io.headwater.snapshots.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a snapshot is behind the topics that its job reads: its lineage says up to which offset
 * it has learned. Events that were rejected since, and marks of transactions, count as behind until
 * a later event of their partition is learned from.
 */
public final class TopicLags implements AutoCloseable {
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  private final JobConfig job;
  private final Admin admin;

  private TopicLags(JobConfig job, Admin admin) {
    this.job = job;
    this.admin = admin;
  }

  public static TopicLags open(JobConfig job, KafkaClients clients) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS);
    return new TopicLags(job, Admin.create(clients.settings(settings)));
  }

  /** The offset of the next event of each partition that the job reads. */
  public Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    List<String> topics = InputTopics.of(job, admin.listTopics().names().get());
    for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
    }
    return offsets(partitions, OffsetSpec.latest());
  }

  /**
   * Offsets of each topic that the snapshot has not learned from, by topic.
   *
   * @param newest without one, all that the job will read is behind
   */
  public Map<String, Long> behind(Map<TopicPartition, Long> ends, Optional<Manifest> newest)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> learned = learned(newest);
    List<TopicPartition> untouched =
        ends.keySet().stream().filter(partition -> !learned.containsKey(partition)).toList();
    if (job.kafka().startFrom() == StartFrom.EARLIEST) {
      learned.putAll(offsets(untouched, OffsetSpec.earliest()));
    }
    Map<String, Long> behind = new LinkedHashMap<>();
    ends.keySet().stream()
        .map(TopicPartition::topic)
        .sorted()
        .forEach(topic -> behind.putIfAbsent(topic, 0L));
    ends.forEach(
        (partition, end) ->
            behind.merge(partition.topic(), behind(end, learned.get(partition)), Long::sum));
    return behind;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private static long behind(long end, @Nullable Long next) {
    return next == null ? 0 : Math.max(0, end - next);
  }

  /** The offset after the last one that the snapshot has learned from. */
  private static Map<TopicPartition, Long> learned(Optional<Manifest> newest) {
    Map<TopicPartition, Long> learned = new HashMap<>();
    newest
        .map(manifest -> manifest.provenance().lineage())
        .orElse(Lineage.EMPTY)
        .ranges()
        .forEach(
            range ->
                learned.put(
                    new TopicPartition(range.topic(), range.partition()), range.lastOffset() + 1));
    return learned;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec where)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, where));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
        admin.listOffsets(wanted).all().get().entrySet()) {
      offsets.put(found.getKey(), found.getValue().offset());
    }
    return offsets;
  }
}
