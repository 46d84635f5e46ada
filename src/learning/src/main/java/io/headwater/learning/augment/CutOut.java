package io.headwater.learning.augment;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/**
 * Erases a square whose centre is any pixel, so that a part of it may lie out of the image: DeVries
 * and Taylor, "Improved regularization of convolutional neural networks with cutout", 2017.
 *
 * @param size its side, as a part of the image's shorter one; over 0, at most 1
 */
public record CutOut(double size, Fill fill) implements Transform {
  public CutOut {
    Range.requirePositiveFraction("size", size);
    requireNonNull(fill, "fill");
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    long side = Math.max(1, Math.round(size * Math.min(shape.width(), shape.height())));
    long left = pixel(shape.width(), random) - side / 2;
    long top = pixel(shape.height(), random) - side / 2;
    return Erasure.of(shape, left, top, side, side, fill, random.nextLong());
  }

  private static long pixel(int size, RandomGenerator random) {
    return (long) Chance.between(0, size, random);
  }
}
