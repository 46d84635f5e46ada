package io.headwater.learning.onednn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers lie: at a place of their own, which may be exchanged between passes, or in the
 * memory that a plan shares out among its operations, from the first that touches them to the last.
 */
final class Storage {
  private final long bytes;
  private final @Nullable Supplier<? extends Pointer> own;
  private final boolean exchanged;
  private int first = Integer.MAX_VALUE;
  private int last = -1;
  private long offset;

  private Storage(long bytes, @Nullable Supplier<? extends Pointer> own, boolean exchanged) {
    this.bytes = bytes;
    this.own = own;
    this.exchanged = exchanged;
  }

  static Storage shared(long bytes) {
    return new Storage(bytes, null, false);
  }

  static Storage own(Pointer pointer, long bytes) {
    return new Storage(bytes, () -> pointer, false);
  }

  /**
   * At a place of its own.
   *
   * @param place asked for before each use
   */
  static Storage exchanged(Supplier<? extends Pointer> place, long bytes) {
    return new Storage(bytes, place, true);
  }

  /** Notes that the operation of that index reads or writes these numbers. */
  void touch(int operation) {
    first = Math.min(first, operation);
    last = Math.max(last, operation);
  }

  boolean isShared() {
    return own == null;
  }

  boolean isExchanged() {
    return exchanged;
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
    return own != null ? own.get() : arena.getPointer(offset);
  }
}
