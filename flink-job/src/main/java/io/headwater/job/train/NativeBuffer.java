package io.headwater.job.train;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;

/**
 * Memory outside the heap for what is read from a checkpoint, all of it freed at once: a heap that
 * is enough for training is enough for resuming. The JVM's limit on direct buffers does not count
 * it, since by default that is the heap's.
 */
final class NativeBuffer implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int BELIEVED_BYTES = 1 << 20;
  private static final int GROWTH = 4;

  private final List<MemorySegment> segments = new ArrayList<>();
  private final byte[] block = new byte[BLOCK_BYTES];

  /**
   * Reads so many bytes. However many are claimed, there is never more than {@value #GROWTH} times
   * the memory of those that came.
   *
   * @return valid until this is closed
   * @throws java.io.EOFException if there are fewer
   */
  ByteBuffer read(DataInputStream in, int length) throws IOException {
    MemorySegment segment = allocate(Math.min(length, BELIEVED_BYTES));
    fill(segment, 0, Math.min(length, segment.size()), in);
    while (segment.size() < length) {
      int filled = segment.size();
      segment = grown(segment, (int) Math.min(length, (long) GROWTH * filled));
      fill(segment, filled, segment.size(), in);
    }
    return segment.getOffHeapBuffer().slice(0, length);
  }

  private void fill(MemorySegment segment, int from, int to, DataInputStream in)
      throws IOException {
    int at = from;
    while (at < to) {
      int count = Math.min(BLOCK_BYTES, to - at);
      in.readFully(block, 0, count);
      segment.put(at, block, 0, count);
      at += count;
    }
  }

  private MemorySegment grown(MemorySegment small, int bytes) {
    MemorySegment large = allocate(bytes);
    small.copyTo(0, large, 0, small.size());
    segments.remove(small);
    small.free();
    return large;
  }

  private MemorySegment allocate(int bytes) {
    MemorySegment segment = MemorySegmentFactory.allocateOffHeapUnsafeMemory(Math.max(1, bytes));
    segments.add(segment);
    return segment;
  }

  @Override
  public void close() {
    segments.forEach(MemorySegment::free);
    segments.clear();
  }
}
