package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
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
 */
public record OutputTopic(
    String name, int maxMessageBytes, int batchBytes, Map<String, String> settings) {
  private static final int SMALL_BATCH_BYTES = 16 << 10;
  private static final int MEBIBYTE = 1 << 20;

  /** One partition: a snapshot's records are read in the order in which they were written. */
  public static OutputTopic snapshots(JobConfig config) {
    return of(
        config.snapshots().topic(),
        config.snapshots().chunkBytes() + MEBIBYTE,
        config.snapshots().chunkBytes() + MEBIBYTE,
        // However old it is, the newest snapshot is the one to use: only size makes them go.
        Map.of(
            "retention.ms", "-1",
            "retention.bytes", Long.toString(4L << 30),
            "segment.bytes", Integer.toString(256 * MEBIBYTE)));
  }

  public static OutputTopic metrics(JobConfig config) {
    return of(config.kafka().metricsTopic(), MEBIBYTE, SMALL_BATCH_BYTES, Map.of());
  }

  /** Takes any event up to the configured limit, with what is said about it. */
  public static OutputTopic rejected(JobConfig config) {
    return of(
        config.kafka().rejectedTopic(),
        config.limits().maxEventBytes() + MEBIBYTE,
        SMALL_BATCH_BYTES,
        Map.of());
  }

  /** Every topic that the job writes to. */
  public static List<OutputTopic> all(JobConfig config) {
    return List.of(snapshots(config), metrics(config), rejected(config));
  }

  private static OutputTopic of(
      String name, int maxMessageBytes, int batchBytes, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("max.message.bytes", Integer.toString(maxMessageBytes));
    return new OutputTopic(name, maxMessageBytes, batchBytes, all);
  }
}
