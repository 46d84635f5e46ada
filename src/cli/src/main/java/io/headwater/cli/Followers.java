package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.SnapshotSize;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.SnapshotLimits;
import java.util.HashMap;
import java.util.Map;

/** Followers of the snapshots that a job publishes. */
public final class Followers {
  private Followers() {}

  /**
   * With the Kafka settings of the job, and room for a snapshot of its size: that size is known,
   * and no stranger's.
   */
  public static FollowerConfig of(JobConfig job) {
    Map<String, String> properties = new HashMap<>();
    job.kafka()
        .clientProperties()
        .forEach((name, value) -> properties.put(name.toString(), value.toString()));
    return new FollowerConfig(
        job.kafka().bootstrapServers(),
        job.snapshots().topic(),
        job.model().name(),
        limits(SnapshotSize.of(job)),
        properties);
  }

  private static SnapshotLimits limits(SnapshotSize own) {
    SnapshotLimits usual = SnapshotLimits.DEFAULT;
    long payload = Math.max(usual.maxPayloadBytes(), own.payloadBytes());
    return usual.withPayload(Math.toIntExact(payload), usual.maxChunks());
  }
}
