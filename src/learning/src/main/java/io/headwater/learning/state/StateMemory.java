package io.headwater.learning.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory outside the heap for what is read from a saved state, all of it freed at once: a heap that
 * is enough for training is enough for resuming.
 */
public interface StateMemory extends AutoCloseable {
  /**
   * @param bytes from 1
   */
  Block allocate(int bytes);

  /** Frees all blocks that are not freed yet; what lies in them is not valid after that. */
  @Override
  void close();

  /** A stretch of memory. */
  interface Block {
    /** All of it; direct. */
    ByteBuffer bytes();

    void free();
  }

  /**
   * Direct buffers, which are freed when nobody refers to them. The JVM has a limit for all of them
   * together, by default as much as for the heap.
   */
  static StateMemory ofDirectBuffers() {
    List<ByteBuffer> held = new ArrayList<>();
    return new StateMemory() {
      @Override
      public Block allocate(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
        held.add(buffer);
        return new Block() {
          @Override
          public ByteBuffer bytes() {
            return buffer.duplicate();
          }

          @Override
          public void free() {
            held.removeIf(each -> each == buffer);
          }
        };
      }

      @Override
      public void close() {
        held.clear();
      }
    };
  }
}
