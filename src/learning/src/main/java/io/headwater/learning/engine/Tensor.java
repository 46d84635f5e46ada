package io.headwater.learning.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a shape, the last dimension running fastest. They are shared, not copied: who holds
 * a tensor must not write to it.
 */
public final class Tensor {
  private final List<Integer> shape;
  private final FloatBuffer values;
  private final @Nullable ByteBuffer lent;

  public Tensor(List<Integer> shape, float[] values) {
    this(shape, FloatBuffer.wrap(values), null);
  }

  private Tensor(List<Integer> shape, FloatBuffer values, @Nullable ByteBuffer lent) {
    this.shape = List.copyOf(shape);
    this.values = values;
    this.lent = lent;
    if (size(shape) != values.capacity()) {
      throw new IllegalArgumentException(
          "shape " + shape + " does not fit " + values.capacity() + " values");
    }
  }

  /**
   * A tensor whose values lie in native memory, and which is valid for as long as they do.
   *
   * @param bytes four little-endian bytes for each value
   * @throws IllegalArgumentException if they don't lie in native memory
   */
  public static Tensor lent(List<Integer> shape, ByteBuffer bytes) {
    if (!bytes.isDirect()) {
      throw new IllegalArgumentException("lent values must lie in native memory");
    }
    FloatBuffer values = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    return new Tensor(shape, values, bytes.asReadOnlyBuffer());
  }

  /** How many values a tensor of that shape has. */
  public static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  public List<Integer> shape() {
    return shape;
  }

  /** All values; a copy if they lie in native memory. */
  public float[] values() {
    if (values.hasArray()) {
      return values.array();
    }
    float[] copy = new float[values.capacity()];
    values.get(0, copy);
    return copy;
  }

  /** All values where they lie, not to be written to. */
  public FloatBuffer buffer() {
    return values.duplicate();
  }

  /** How many values there are. */
  public int size() {
    return values.capacity();
  }

  /**
   * Writes values to the bytes, from their position on, in four little-endian bytes each, as many
   * as there is room for.
   *
   * @param from index of the first
   * @return how many
   */
  public int write(int from, ByteBuffer bytes) {
    int count = Math.min(size() - from, bytes.remaining() / Float.BYTES);
    FloatBuffer room = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    room.put(values.slice(from, count));
    bytes.position(bytes.position() + count * Float.BYTES);
    return count;
  }

  /** All values, in four little-endian bytes each; a copy unless they lie in native memory. */
  public ByteBuffer bytes() {
    if (lent != null) {
      return lent.duplicate();
    }
    ByteBuffer copy = ByteBuffer.allocate(Math.multiplyExact(size(), Float.BYTES));
    write(0, copy);
    return copy.flip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(values(), tensor.values());
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values());
  }
}
