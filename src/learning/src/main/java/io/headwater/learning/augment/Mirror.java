package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Mirrors at the main diagonal, from the top left to the bottom right: rows become columns. Of
 * square images only.
 */
public record Mirror() implements Transform {
  private record Mirrored(int side) implements Change {
    @Override
    public byte[] pixels(byte[] pixels) {
      byte[] mirrored = new byte[pixels.length];
      for (int plane = 0; plane < pixels.length; plane += side * side) {
        for (int row = 0; row < side; row++) {
          for (int column = 0; column < side; column++) {
            mirrored[plane + column * side + row] = pixels[plane + row * side + column];
          }
        }
      }
      return mirrored;
    }

    @Override
    public byte[] mask(byte[] mask) {
      return pixels(mask);
    }

    @Override
    public Optional<Box> box(Box box) {
      return Optional.of(new Box(box.top(), box.left(), box.bottom(), box.right()));
    }
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    requireFits(shape);
    return new Mirrored(shape.width());
  }

  @Override
  public void requireFits(ImageShape shape) {
    if (shape.width() != shape.height()) {
      throw new IllegalArgumentException(
          "images of "
              + shape
              + " can't be mirrored at the diagonal; only square ones can. Use horizontal-flip or"
              + " vertical-flip");
    }
  }
}
