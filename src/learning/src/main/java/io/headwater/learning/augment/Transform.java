package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.io.Serializable;
import java.util.random.RandomGenerator;

/** A kind of change, with the ranges that chance chooses from. */
public interface Transform extends Serializable {
  /**
   * Chooses what becomes of one image.
   *
   * @param random the only source of chance
   */
  Change choose(ImageShape shape, RandomGenerator random);

  /**
   * Checks that images of the shape can be changed so.
   *
   * @throws IllegalArgumentException saying which can
   */
  default void requireFits(ImageShape shape) {}
}
