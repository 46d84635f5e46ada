package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/**
 * One record of the snapshots topic.
 *
 * @param key the model's name in UTF-8
 * @param value a SnapshotChunk or a SnapshotManifest, in Avro single-object encoding
 */
public record SnapshotRecord(byte[] key, byte[] value) {
  public SnapshotRecord {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
  }
}
