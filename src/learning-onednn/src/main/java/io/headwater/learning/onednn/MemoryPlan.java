package io.headwater.learning.onednn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Gives each storage a place in one block, such that those that are needed at the same time don't
 * overlap: the largest first, each at the lowest free place (Pisarchyk and Lee, "Efficient memory
 * management for deep neural net inference", 2020, greedy by size).
 */
final class MemoryPlan {
  private static final long ALIGNMENT = 64;

  private MemoryPlan() {}

  /** Places the storages, and returns how many bytes the block must have. */
  static long place(Collection<Storage> storages) {
    List<Storage> largestFirst = new ArrayList<>(storages);
    largestFirst.sort(Comparator.comparingLong(Storage::bytes).reversed());
    List<Storage> placed = new ArrayList<>();
    long end = 0;
    for (Storage storage : largestFirst) {
      storage.placeAt(lowestFree(storage, placed));
      placed.add(storage);
      placed.sort(Comparator.comparingLong(Storage::offset));
      end = Math.max(end, storage.offset() + aligned(storage.bytes()));
    }
    return end;
  }

  /**
   * @param placed in the order of their offsets
   */
  private static long lowestFree(Storage storage, List<Storage> placed) {
    long offset = 0;
    for (Storage other : placed) {
      if (other.overlapsInTime(storage)) {
        if (offset + storage.bytes() <= other.offset()) {
          return offset;
        }
        offset = Math.max(offset, other.offset() + aligned(other.bytes()));
      }
    }
    return offset;
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
