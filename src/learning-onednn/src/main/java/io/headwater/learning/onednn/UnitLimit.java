package io.headwater.learning.onednn;

import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.UnitNorms;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Keeps the weights of each unit under a norm. The kernels' layouts interleave units, so that it
 * works on a row-major copy, in memory that it keeps.
 */
final class UnitLimit implements AutoCloseable {
  private FloatPointer room = new FloatPointer(0L);

  void apply(Penalty penalty, Parameter parameter) {
    UnitNorms norms = penalty.unitNorms(parameter.shape(), parameter.unitAxis());
    FloatPointer plain = room(parameter.size());
    parameter.copy(parameter.weights(), plain);
    FloatBuffer weights = plain.asBuffer();
    forEachBlock(weights, (at, block, count) -> norms.add(block, count));
    if (norms.areExceeded()) {
      forEachBlock(
          weights,
          (at, block, count) -> {
            norms.scale(block, count);
            weights.put(at, block, 0, count);
          });
      parameter.write(plain, parameter.weights());
    }
  }

  private FloatPointer room(int size) {
    if (room.capacity() < size) {
      room.close();
      room = Dnnl.keep(new FloatPointer((long) size));
    }
    return new FloatPointer(room).capacity(size);
  }

  /** What is done with the next numbers. */
  private interface Work {
    void on(int at, float[] block, int count);
  }

  private static void forEachBlock(FloatBuffer numbers, Work work) {
    float[] block = new float[Blocks.LENGTH];
    for (int at = 0; at < numbers.capacity(); at += block.length) {
      int count = Math.min(block.length, numbers.capacity() - at);
      numbers.get(at, block, 0, count);
      work.on(at, block, count);
    }
  }

  @Override
  public void close() {
    room.close();
  }
}
