package io.headwater.job.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A topic that a task names, and that must be there.
 *
 * @param task the task's name
 * @param maxEventBytes the largest event that the job takes
 */
public record InputTopic(String name, String task, int maxEventBytes) implements JobTopic {
  /** How many partitions it is made with, if nobody says. */
  public static final int DEFAULT_PARTITIONS = 4;

  private static final String UNCOMPRESSED = "uncompressed";

  /** Beside an event: its key, and the header of a batch. */
  private static final int OVERHEAD_BYTES = 256 << 10;

  /** As long as a job may have to catch up. */
  private static final Duration RETENTION = Duration.ofDays(7);

  /** Every topic that a task names, for each task; those of patterns are found as they come. */
  public static List<InputTopic> all(JobConfig config) {
    int maxEventBytes = config.limits().maxEventBytes();
    return config.tasks().stream()
        .flatMap(
            task ->
                task.topics().stream()
                    .map(topic -> new InputTopic(topic, task.task().name(), maxEventBytes)))
        .toList();
  }

  /**
   * That it is not there.
   *
   * @param brokers where it should be
   */
  public Shortcoming missing(String brokers) {
    return new Shortcoming(
        "topic '%s' of task '%s' does not exist at %s".formatted(name, task, brokers),
        "create it with " + TopicsCommand.create(brokers));
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        CLEANUP_POLICY_CONFIG,
        "delete",
        RETENTION_MS_CONFIG,
        Long.toString(RETENTION.toMillis()),
        MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(maxEventBytes + OVERHEAD_BYTES),
        // So that an event has no more bytes in the job than that, whoever writes.
        COMPRESSION_TYPE_CONFIG,
        UNCOMPRESSED);
  }

  @Override
  public List<UnfitSetting> unfit(ToldSettings existing) {
    List<UnfitSetting> found = new ArrayList<>();
    existing
        .value(MAX_MESSAGE_BYTES_CONFIG)
        .filter(bytes -> Long.parseLong(bytes) < maxEventBytes)
        .ifPresent(bytes -> found.add(tooSmall(bytes)));
    existing
        .value(CLEANUP_POLICY_CONFIG)
        .filter(policy -> policy.contains("compact"))
        .ifPresent(policy -> found.add(compacted(policy)));
    return found;
  }

  /** Also those that bound what events unpack to: who trusts all writers may do without. */
  @Override
  public Map<String, String> repairs(ToldSettings existing) {
    Map<String, String> repairs = JobTopic.super.repairs(existing);
    if (!isUncompressed(existing)) {
      repairs.put(COMPRESSION_TYPE_CONFIG, UNCOMPRESSED);
    }
    return repairs;
  }

  /** Whether a topic that is there bounds what its events unpack to. */
  public static boolean isUncompressed(ToldSettings existing) {
    return existing.value(COMPRESSION_TYPE_CONFIG).filter(UNCOMPRESSED::equals).isPresent();
  }

  private UnfitSetting tooSmall(String bytes) {
    return new UnfitSetting(
        MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(maxEventBytes + OVERHEAD_BYTES),
        "topic '%s' takes records of up to %s bytes (max.message.bytes), so that events of up to %d (limits.maxEventBytes) may not come in"
            .formatted(name, bytes, maxEventBytes),
        "raise",
        false);
  }

  private UnfitSetting compacted(String policy) {
    return new UnfitSetting(
        CLEANUP_POLICY_CONFIG,
        "delete",
        "topic '%s' has cleanup.policy=%s, which keeps the last event of each key only"
            .formatted(name, policy),
        "change",
        false);
  }
}
