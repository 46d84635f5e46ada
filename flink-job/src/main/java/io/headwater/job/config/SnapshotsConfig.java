package io.headwater.job.config;

/**
 * How the model is published.
 *
 * @param chunkBytes the largest piece of a snapshot in one record
 * @param everyCheckpoints how many checkpoints apart snapshots are, from 1
 */
public record SnapshotsConfig(String topic, int chunkBytes, int everyCheckpoints) {
  static SnapshotsConfig of(OptionValues values) {
    return new SnapshotsConfig(
        values.get("snapshots", SnapshotsOptions.TOPIC),
        values.get("snapshots", SnapshotsOptions.CHUNK_BYTES),
        values.get("snapshots", SnapshotsOptions.EVERY_CHECKPOINTS));
  }
}
