package io.headwater.learning.augment;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/**
 * Cuts a rectangle out and stretches it to the whole image: Szegedy et al., "Going deeper with
 * convolutions", 2015, section 6.
 *
 * @param region the rectangles to choose from
 */
public record CropAndScale(Region region) implements Transform {
  public CropAndScale {
    requireNonNull(region, "region");
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    return to(region.choose(random), shape);
  }

  /** To that rectangle. */
  static Warp to(Box box, ImageShape shape) {
    return new Warp(
        shape,
        new Affine(
            box.right() - box.left(),
            0,
            box.left() * shape.width(),
            0,
            box.bottom() - box.top(),
            box.top() * shape.height()));
  }
}
