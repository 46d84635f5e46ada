package io.headwater.learning.augment;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/**
 * Erases a rectangle of random size, shape and place: Zhong et al., "Random erasing data
 * augmentation", 2020, algorithm 1; as {@link Region} chooses among those that fit, none is thrown
 * away.
 *
 * @param region the rectangles to choose from
 */
public record RandomErasing(Region region, Fill fill) implements Transform {
  public RandomErasing {
    requireNonNull(region, "region");
    requireNonNull(fill, "fill");
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    Box box = region.choose(random);
    return Erasure.of(
        shape,
        Math.round(box.left() * shape.width()),
        Math.round(box.top() * shape.height()),
        atLeastOne((box.right() - box.left()) * shape.width()),
        atLeastOne((box.bottom() - box.top()) * shape.height()),
        fill,
        random.nextLong());
  }

  private static long atLeastOne(double pixels) {
    return Math.max(1, Math.round(pixels));
  }
}
