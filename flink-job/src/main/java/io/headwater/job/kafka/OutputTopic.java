package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.SnapshotSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic that the job writes to.
 *
 * @param maxMessageBytes the largest record that the job may write
 * @param batchBytes how much the job sends at once: Kafka's producer keeps buffers of this size,
 *     and makes new ones for what is larger
 * @param settings with which the job creates the topic, if there is none, by configuration name
 * @param sizedBy the key of the configuration that the largest record follows from
 */
public record OutputTopic(
    String name, int maxMessageBytes, int batchBytes, Map<String, String> settings, String sizedBy)
    implements JobTopic {
  private static final int SMALL_BATCH_BYTES = 16 << 10;
  private static final int MEBIBYTE = 1 << 20;
  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
  private static final String SEGMENT_BYTES = "segment.bytes";
  private static final String CLEANUP_POLICY = "cleanup.policy";
  private static final String RETENTION_MILLIS = "retention.ms";
  private static final String FOR_EVER = "-1";

  /** One partition: a snapshot's records are read in the order in which they were written. */
  public static OutputTopic snapshots(JobConfig config) {
    int chunkBytes = config.snapshots().chunkBytes();
    // A manifest names every chunk: of small chunks there are many, and it is the larger record.
    long manifestBytes = SnapshotSize.of(config).manifestBytes();
    return of(
        config.snapshots().topic(),
        Math.toIntExact(Math.max(chunkBytes, manifestBytes) + MEBIBYTE),
        chunkBytes + MEBIBYTE,
        // However old it is, the newest snapshot is the one to use: only size makes them go.
        Map.of(
            CLEANUP_POLICY,
            "delete",
            RETENTION_MILLIS,
            FOR_EVER,
            "retention.bytes",
            Long.toString(4L << 30),
            SEGMENT_BYTES,
            Integer.toString(256 * MEBIBYTE),
            // So that a consumer unpacks no more than max.message.bytes, whoever writes.
            "compression.type",
            "uncompressed"),
        "snapshots.chunkBytes");
  }

  public static OutputTopic metrics(JobConfig config) {
    return of(
        config.kafka().metricsTopic(), MEBIBYTE, SMALL_BATCH_BYTES, Map.of(), "kafka.metricsTopic");
  }

  /** Takes any event up to the configured limit, with what is said about it. */
  public static OutputTopic rejected(JobConfig config) {
    return of(
        config.kafka().rejectedTopic(),
        config.limits().maxEventBytes() + MEBIBYTE,
        SMALL_BATCH_BYTES,
        Map.of(),
        "limits.maxEventBytes");
  }

  /** Every topic that the job writes to. */
  public static List<OutputTopic> all(JobConfig config) {
    return List.of(snapshots(config), metrics(config), rejected(config));
  }

  /**
   * That it is not there, where the job may not create it.
   *
   * @param brokers where it should be
   */
  Shortcoming missing(String brokers) {
    return new Shortcoming(
        "topic '%s' does not exist at %s, and the job may not create it".formatted(name, brokers),
        "create it with %s, as a user who may".formatted(TopicsCommand.create(brokers)));
  }

  @Override
  public List<UnfitSetting> unfit(ToldSettings existing) {
    List<UnfitSetting> found = new ArrayList<>();
    for (String setting : List.of(MAX_MESSAGE_BYTES, SEGMENT_BYTES)) {
      String value = existing.value(setting).orElse(Integer.toString(maxMessageBytes));
      if (Long.parseLong(value) < maxMessageBytes) {
        found.add(tooSmall(setting, value));
      }
    }
    String policy = existing.value(CLEANUP_POLICY).orElse("delete");
    if (settings.containsKey(CLEANUP_POLICY) && policy.contains("compact")) {
      found.add(compacted(policy));
    }
    String retention = existing.value(RETENTION_MILLIS).orElse(FOR_EVER);
    if (settings.containsKey(RETENTION_MILLIS) && !retention.equals(FOR_EVER)) {
      found.add(forgetful(retention));
    }
    return found;
  }

  private UnfitSetting tooSmall(String setting, String value) {
    return new UnfitSetting(
        setting,
        Integer.toString(maxMessageBytes),
        "topic '%s' takes records of up to %s bytes (%s), the job may write %d"
            .formatted(name, value, setting, maxMessageBytes),
        "raise",
        true);
  }

  private UnfitSetting compacted(String policy) {
    return new UnfitSetting(
        CLEANUP_POLICY,
        "delete",
        "topic '%s' has cleanup.policy=%s, which keeps the last record of each model only, and a snapshot has many"
            .formatted(name, policy),
        "change",
        true);
  }

  private UnfitSetting forgetful(String retention) {
    return new UnfitSetting(
        RETENTION_MILLIS,
        FOR_EVER,
        "topic '%s' has retention.ms=%s: while no job runs, its newest snapshot goes too"
            .formatted(name, retention),
        "change",
        false);
  }

  private static OutputTopic of(
      String name,
      int maxMessageBytes,
      int batchBytes,
      Map<String, String> settings,
      String sizedBy) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put(MAX_MESSAGE_BYTES, Integer.toString(maxMessageBytes));
    return new OutputTopic(name, maxMessageBytes, batchBytes, all, sizedBy);
  }
}
