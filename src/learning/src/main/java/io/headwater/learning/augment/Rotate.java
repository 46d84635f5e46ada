package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/**
 * Rotates about the centre, by an angle that is even from -degrees to degrees.
 *
 * @param degrees over 0, at most 180
 */
public record Rotate(double degrees) implements Transform {
  public Rotate {
    Range.require(degrees > 0 && degrees <= 180, "degrees", degrees, "over 0, at most 180");
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    return by(Chance.between(-degrees, degrees, random), shape);
  }

  /** By that angle, counter-clockwise. */
  static Warp by(double degrees, ImageShape shape) {
    return new Warp(shape, Affine.rotation(-degrees, shape.width() / 2.0, shape.height() / 2.0));
  }
}
