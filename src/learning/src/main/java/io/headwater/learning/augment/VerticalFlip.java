package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exchanges top and bottom. */
public record VerticalFlip() implements Transform {
  private record Flipped(ImageShape shape) implements Change {
    @Override
    public byte[] pixels(byte[] pixels) {
      byte[] flipped = new byte[pixels.length];
      int width = shape.width();
      for (int plane = 0; plane < pixels.length; plane += shape.pixels()) {
        for (int row = 0; row < shape.pixels(); row += width) {
          int opposite = shape.pixels() - width - row;
          System.arraycopy(pixels, plane + row, flipped, plane + opposite, width);
        }
      }
      return flipped;
    }

    @Override
    public byte[] mask(byte[] mask) {
      return pixels(mask);
    }

    @Override
    public Optional<Box> box(Box box) {
      return Optional.of(new Box(box.left(), 1 - box.bottom(), box.right(), 1 - box.top()));
    }
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    return new Flipped(shape);
  }
}
