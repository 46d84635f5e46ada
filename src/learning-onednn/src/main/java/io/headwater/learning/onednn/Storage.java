package io.headwater.learning.onednn;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers lie: at a place of their own, or in the memory that a plan shares out among its
 * operations, from the first that touches them to the last.
 */
final class Storage {
  private final long bytes;
  private final @Nullable Pointer own;
  private int first = Integer.MAX_VALUE;
  private int last = -1;
  private long offset;

  private Storage(long bytes, @Nullable Pointer own) {
    this.bytes = bytes;
    this.own = own;
  }

  static Storage shared(long bytes) {
    return new Storage(bytes, null);
  }

  static Storage own(Pointer pointer, long bytes) {
    return new Storage(bytes, pointer);
  }

  /** Notes that the operation of that index reads or writes these numbers. */
  void touch(int operation) {
    first = Math.min(first, operation);
    last = Math.max(last, operation);
  }

  boolean isShared() {
    return own == null;
  }

  long bytes() {
    return bytes;
  }

  boolean overlapsInTime(Storage other) {
    return first <= other.last && other.first <= last;
  }

  long offset() {
    return offset;
  }

  void placeAt(long newOffset) {
    offset = newOffset;
  }

  Pointer address(Pointer arena) {
    return own != null ? own : arena.getPointer(offset);
  }
}
