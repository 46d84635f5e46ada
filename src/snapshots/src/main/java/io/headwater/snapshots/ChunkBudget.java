package io.headwater.snapshots;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What all snapshots of a reader that are not whole yet may hold together: as much as the limits
 * let one of them have. If they hold more, those that grew longest ago are dropped. Used by one
 * thread.
 */
final class ChunkBudget {
  private final SnapshotLimits limits;
  private final Set<PendingChunks> byGrowth = new LinkedHashSet<>();

  ChunkBudget(SnapshotLimits limits) {
    this.limits = limits;
  }

  /** Drops others, or the one itself, if there is too much now. */
  void grew(PendingChunks pending) {
    byGrowth.remove(pending);
    byGrowth.add(pending);
    while (isExceeded()) {
      PendingChunks eldest = byGrowth.iterator().next();
      byGrowth.remove(eldest);
      eldest.drop();
    }
  }

  /** No longer counts it. */
  void forget(PendingChunks pending) {
    byGrowth.remove(pending);
  }

  private boolean isExceeded() {
    long bytes = 0;
    long chunks = 0;
    for (PendingChunks pending : byGrowth) {
      bytes += pending.bytes();
      chunks += pending.count();
    }
    return bytes > limits.maxPayloadBytes() || chunks > limits.maxChunks();
  }
}
