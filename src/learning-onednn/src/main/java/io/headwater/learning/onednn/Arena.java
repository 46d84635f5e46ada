package io.headwater.learning.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** One block of memory that all plans of a network use in turn; it grows to the largest. */
final class Arena implements AutoCloseable {
  /** Some kernels write past the caches, which takes whole cache lines. */
  private static final int ALIGNMENT = 64;

  private BytePointer memory = new BytePointer(ALIGNMENT);
  private Pointer block = aligned(memory);
  private long bytes;

  void reserve(long needed) {
    if (bytes < needed) {
      memory.close();
      memory = new BytePointer(needed + ALIGNMENT);
      block = aligned(memory);
      bytes = needed;
    }
  }

  private static Pointer aligned(BytePointer memory) {
    return memory.getPointer(ALIGNMENT - memory.address() % ALIGNMENT);
  }

  /** Begins at a cache line. */
  Pointer block() {
    return block;
  }

  @Override
  public void close() {
    memory.close();
  }
}
