package io.headwater.job.train;

import io.headwater.learning.state.StateMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;

/**
 * Memory that the JVM's limit on direct buffers does not count, since by default that is the
 * heap's.
 */
final class NativeBuffer implements StateMemory {
  private final List<MemorySegment> segments = new ArrayList<>();

  @Override
  public Block allocate(int bytes) {
    MemorySegment segment = MemorySegmentFactory.allocateOffHeapUnsafeMemory(bytes);
    segments.add(segment);
    return new Block() {
      @Override
      public ByteBuffer bytes() {
        return segment.getOffHeapBuffer();
      }

      @Override
      public void free() {
        segments.remove(segment);
        segment.free();
      }
    };
  }

  @Override
  public void close() {
    segments.forEach(MemorySegment::free);
    segments.clear();
  }
}
