package io.headwater.learning.augment;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * Rectangles that chance chooses from, all of which lie in the image.
 *
 * @param minArea smallest part of the image's area, over 0
 * @param maxArea largest part, at most 1
 * @param minAspect how much flatter or steeper than the image they are at most: their width to
 *     their height, divided by that of the image, is from this to 1 / this; over 0, at most 1
 */
public record Region(double minArea, double maxArea, double minAspect) implements Serializable {
  public Region {
    Range.requirePositiveFraction("minArea", minArea);
    Range.requirePositiveFraction("maxArea", maxArea);
    Range.requirePositiveFraction("minAspect", minAspect);
    Range.requireOrdered("minArea", minArea, "maxArea", maxArea);
  }

  /**
   * A rectangle: the area evenly, then the aspect evenly on a logarithmic scale among those that
   * fit, then the place evenly.
   */
  Box choose(RandomGenerator random) {
    double area = Chance.between(minArea, maxArea, random);
    double aspect =
        Chance.ratioBetween(Math.max(minAspect, area), Math.min(1 / minAspect, 1 / area), random);
    double width = Math.min(1, Math.sqrt(area * aspect));
    double height = Math.min(1, Math.sqrt(area / aspect));
    double left = Chance.between(0, 1 - width, random);
    double top = Chance.between(0, 1 - height, random);
    return new Box(left, top, left + width, top + height);
  }
}
