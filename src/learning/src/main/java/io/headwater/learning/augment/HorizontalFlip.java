package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exchanges left and right. */
public record HorizontalFlip() implements Transform {
  /** The JIT compiler does not reverse bytes by more than one. */
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private record Flipped(int width) implements Change {
    @Override
    public byte[] pixels(byte[] pixels) {
      return flipped(pixels, width);
    }

    @Override
    public byte[] mask(byte[] mask) {
      return flipped(mask, width);
    }

    @Override
    public Optional<Box> box(Box box) {
      return Optional.of(new Box(1 - box.right(), box.top(), 1 - box.left(), box.bottom()));
    }
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    return new Flipped(shape.width());
  }

  private static byte[] flipped(byte[] rows, int width) {
    byte[] flipped = new byte[rows.length];
    for (int start = 0; start < rows.length; start += width) {
      int end = start + width;
      int column = 0;
      for (; column + Long.BYTES <= width; column += Long.BYTES) {
        long eight = (long) EIGHT_BYTES.get(rows, start + column);
        EIGHT_BYTES.set(flipped, end - column - Long.BYTES, Long.reverseBytes(eight));
      }
      for (; column < width; column++) {
        flipped[end - column - 1] = rows[start + column];
      }
    }
    return flipped;
  }
}
