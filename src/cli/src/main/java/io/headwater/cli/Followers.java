package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.SnapshotSize;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.SnapshotLimits;

/** Followers of the snapshots that a job publishes. */
public final class Followers {
  private Followers() {}

  /**
   * With the Kafka settings of the job, and room for a snapshot of its size: that size is known,
   * and no stranger's.
   */
  public static FollowerConfig of(JobConfig job) {
    return of(job, KafkaClients.of(job, null));
  }

  /** The same, by these clients. */
  public static FollowerConfig of(JobConfig job, KafkaClients clients) {
    return new FollowerConfig(
        clients.bootstrapServers(),
        job.snapshots().topic(),
        job.model().name(),
        limits(SnapshotSize.of(job)),
        clients.properties());
  }

  private static SnapshotLimits limits(SnapshotSize own) {
    SnapshotLimits usual = SnapshotLimits.DEFAULT;
    long payload = Math.max(usual.maxPayloadBytes(), own.payloadBytes());
    return usual.withPayload(Math.toIntExact(payload), usual.maxChunks());
  }
}
