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
    String name,
    int maxMessageBytes,
    int batchBytes,
    Map<String, String> settings,
    String sizedBy) {
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
        "create it with %s --config %s=%d"
            .formatted(KafkaTools.create(brokers, name), MAX_MESSAGE_BYTES, maxMessageBytes));
  }

  /**
   * Why a topic that is there can't take what the job writes.
   *
   * @param existing its settings
   * @param brokers where it is, for the remedies
   */
  public List<Shortcoming> shortcomings(ToldSettings existing, String brokers) {
    List<Shortcoming> found = new ArrayList<>();
    for (String setting : List.of(MAX_MESSAGE_BYTES, SEGMENT_BYTES)) {
      String value = existing.value(setting).orElse(Integer.toString(maxMessageBytes));
      if (Long.parseLong(value) < maxMessageBytes) {
        found.add(
            new Shortcoming(
                "topic '%s' takes records of up to %s bytes (%s), the job may write %d"
                    .formatted(name, value, setting, maxMessageBytes),
                "raise it with "
                    + KafkaTools.alter(brokers, name, setting, Integer.toString(maxMessageBytes))));
      }
    }
    String policy = existing.value(CLEANUP_POLICY).orElse("delete");
    if (settings.containsKey(CLEANUP_POLICY) && policy.contains("compact")) {
      found.add(
          new Shortcoming(
              "topic '%s' has cleanup.policy=%s, which keeps the last record of each model only, and a snapshot has many"
                  .formatted(name, policy),
              "change it with " + KafkaTools.alter(brokers, name, CLEANUP_POLICY, "delete")));
    }
    return found;
  }

  /** What readers of a topic that is there will miss, though the job can write to it. */
  public List<Shortcoming> risks(ToldSettings existing, String brokers) {
    String retention = existing.value(RETENTION_MILLIS).orElse(FOR_EVER);
    if (!settings.containsKey(RETENTION_MILLIS) || retention.equals(FOR_EVER)) {
      return List.of();
    }
    return List.of(
        new Shortcoming(
            "topic '%s' has retention.ms=%s: while no job runs, its newest snapshot goes too"
                .formatted(name, retention),
            "change it with " + KafkaTools.alter(brokers, name, RETENTION_MILLIS, FOR_EVER)));
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
