package io.headwater.learning.onednn;

import io.headwater.learning.engine.EngineRows;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Rows of 32-bit floats in native memory, which is used again for the next mini-batch. */
final class NativeRows implements EngineRows, AutoCloseable {
  private final int rowSize;
  private FloatPointer memory = new FloatPointer(1);
  private FloatBuffer buffer = memory.asBuffer();
  private int count;

  NativeRows(int rowSize) {
    this.rowSize = rowSize;
  }

  /** Makes room for so many rows, whose numbers are not set. */
  void resize(int newCount) {
    long size = (long) newCount * rowSize;
    if (memory.capacity() < size) {
      memory.close();
      memory = new FloatPointer(size);
      buffer = memory.asBuffer();
    }
    count = newCount;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int rowSize() {
    return rowSize;
  }

  @Override
  public double[] values() {
    float[] floats = new float[count * rowSize];
    buffer.get(0, floats);
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  @Override
  public double[] sumOfRows() {
    float[] sums = new float[rowSize];
    float[] numbers = new float[rowSize];
    for (int row = 0; row < count; row++) {
      get(row, numbers);
      for (int i = 0; i < rowSize; i++) {
        sums[i] += numbers[i];
      }
    }
    double[] sum = new double[rowSize];
    Arrays.setAll(sum, i -> sums[i]);
    return sum;
  }

  /** Copies rows from elsewhere, from that row on. */
  void put(int from, FloatBuffer rows) {
    buffer.put(from * rowSize, rows, 0, rows.capacity());
  }

  /** Copies rows to elsewhere, as many as there is room for. */
  void get(int from, FloatBuffer target) {
    target.put(0, buffer, from * rowSize, target.capacity());
  }

  /** Copies one row to elsewhere. */
  void get(int row, FloatBuffer target, int at) {
    target.put(at, buffer, row * rowSize, rowSize);
  }

  /** Copies one row to an array of its size. */
  void get(int row, float[] target) {
    buffer.get(row * rowSize, target);
  }

  /** Sets the rows from one to under another to 0. */
  void clear(int from, int to) {
    Pointer.memset(
        memory.getPointer((long) from * rowSize), 0, (long) (to - from) * rowSize * Float.BYTES);
  }

  /**
   * Adds numbers to a row.
   *
   * @param row to which
   * @param scratch of the size of a row
   */
  void add(int row, float[] numbers, float[] scratch) {
    buffer.get(row * rowSize, scratch);
    for (int i = 0; i < rowSize; i++) {
      scratch[i] += numbers[i];
    }
    buffer.put(row * rowSize, scratch);
  }

  @Override
  public void close() {
    memory.close();
  }
}
