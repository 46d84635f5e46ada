package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/**
 * What a reader of snapshots is willing to hold in memory.
 *
 * @param maxPayloadBytes of one snapshot, and of all chunks together whose manifests have not come
 *     yet, over 0
 * @param maxChunks likewise, over 0
 * @param maxManifestBytes of one manifest, over 0
 * @param model what the model may take that the manifest describes
 */
public record SnapshotLimits(
    int maxPayloadBytes, int maxChunks, int maxManifestBytes, ModelLimits model) {
  /** Those of the heap that this JVM may have. */
  public static final SnapshotLimits DEFAULT = ofHeap(Runtime.getRuntime().maxMemory());

  /** The most that any reader takes, whatever its heap. */
  public static final int MAX_PAYLOAD_BYTES = 1 << 30;

  /** As {@link #MAX_PAYLOAD_BYTES}. */
  public static final int MAX_CHUNKS = 1 << 16;

  private static final int MAX_MANIFEST_BYTES = 8 << 20;

  /**
   * The next payload; its chunks, which may take twice their size (G1 gives an array of half a
   * region a whole one); the payload before it; the latest of the other partitions; and half of the
   * heap for all the rest, as G1 can't move such arrays to make room for one more.
   */
  private static final int PAYLOADS_IN_HEAP = 10;

  private static final int MANIFESTS_IN_HEAP = 64;

  /** What the JVM, Kafka's client and the reading of a model take, however large the heap is. */
  private static final int TAKEN_BYTES = 32 << 20;

  public SnapshotLimits {
    requireNonNull(model, "model");
    if (maxPayloadBytes < 1 || maxChunks < 1 || maxManifestBytes < 1) {
      throw new IllegalArgumentException(
          "limits are %d bytes, %d chunks and %d bytes of a manifest; all must be over 0"
              .formatted(maxPayloadBytes, maxChunks, maxManifestBytes));
    }
  }

  /**
   * Payloads of up to a tenth of the heap without 32 MiB of it (half of small heaps), 1 GiB at
   * most, in 65,536 chunks at most; manifests of up to a 64th, 8 MiB at most; models as {@link
   * ModelLimits#ofHeap} says.
   *
   * @param bytes of the heap, over 0
   */
  public static SnapshotLimits ofHeap(long bytes) {
    long free = Math.max(bytes / 2, bytes - TAKEN_BYTES);
    return new SnapshotLimits(
        (int) Math.max(1, Math.min(MAX_PAYLOAD_BYTES, free / PAYLOADS_IN_HEAP)),
        MAX_CHUNKS,
        (int) Math.max(1, Math.min(MAX_MANIFEST_BYTES, bytes / MANIFESTS_IN_HEAP)),
        ModelLimits.ofHeap(bytes));
  }

  /** These, with other limits of the payload. */
  public SnapshotLimits withPayload(int bytes, int chunks) {
    return new SnapshotLimits(bytes, chunks, maxManifestBytes, model);
  }
}
