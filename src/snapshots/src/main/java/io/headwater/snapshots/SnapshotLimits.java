package io.headwater.snapshots;

/**
 * What a reader of snapshots is willing to hold in memory.
 *
 * @param maxPayloadBytes of one snapshot, over 0
 * @param maxChunks of one snapshot, over 0
 */
public record SnapshotLimits(int maxPayloadBytes, int maxChunks) {
  /** 1 GiB in at most 65,536 chunks. */
  public static final SnapshotLimits DEFAULT = new SnapshotLimits(1 << 30, 1 << 16);

  public SnapshotLimits {
    if (maxPayloadBytes < 1 || maxChunks < 1) {
      throw new IllegalArgumentException(
          "limits are "
              + maxPayloadBytes
              + " bytes and "
              + maxChunks
              + " chunks; both must be over 0");
    }
  }
}
