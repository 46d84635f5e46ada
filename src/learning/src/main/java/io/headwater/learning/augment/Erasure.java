package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A rectangle of pixels is erased. There an edge can no longer be seen, so that the mask has none;
 * the rectangle's own border is no edge of what the image shows. A box stays: the object is still
 * there, in part behind something.
 *
 * @param left first column
 * @param top first row
 * @param right column after the last one
 * @param bottom row after the last one
 * @param seed of what is filled in at random
 */
record Erasure(ImageShape shape, int left, int top, int right, int bottom, Fill fill, long seed)
    implements Change {
  /** Of the pixels within; out of the image there is nothing to erase. */
  static Erasure of(
      ImageShape shape, long left, long top, long width, long height, Fill fill, long seed) {
    return new Erasure(
        shape,
        within(left, shape.width()),
        within(top, shape.height()),
        within(left + width, shape.width()),
        within(top + height, shape.height()),
        fill,
        seed);
  }

  private static int within(long position, int size) {
    return (int) Math.max(0, Math.min(size, position));
  }

  @Override
  public byte[] pixels(byte[] pixels) {
    byte[] erased = pixels.clone();
    RandomGenerator random = new SplittableRandom(seed);
    byte[] row = new byte[right - left];
    for (int plane = 0; plane < pixels.length; plane += shape.pixels()) {
      for (int y = top; y < bottom; y++) {
        fill.fill(row, random);
        System.arraycopy(row, 0, erased, plane + y * shape.width() + left, row.length);
      }
    }
    return erased;
  }

  @Override
  public byte[] mask(byte[] mask) {
    byte[] erased = mask.clone();
    for (int y = top; y < bottom; y++) {
      Arrays.fill(erased, y * shape.width() + left, y * shape.width() + right, (byte) 0);
    }
    return erased;
  }
}
