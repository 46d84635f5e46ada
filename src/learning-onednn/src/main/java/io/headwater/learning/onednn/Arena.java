package io.headwater.learning.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** One block of memory that all plans of a network use in turn; it grows to the largest. */
final class Arena implements AutoCloseable {
  private BytePointer block = new BytePointer(64);

  void reserve(long bytes) {
    if (block.capacity() < bytes) {
      block.close();
      block = new BytePointer(bytes);
    }
  }

  Pointer block() {
    return block;
  }

  @Override
  public void close() {
    block.close();
  }
}
