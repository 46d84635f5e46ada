package io.headwater.learning.augment;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A random change of images under which their labels, changed likewise, stay true.
 *
 * @param probability of an image to be changed, in [0, 1]
 */
public record Augmentation(Transform transform, double probability) implements Serializable {
  public Augmentation {
    requireNonNull(transform, "transform");
    Range.requireFraction("probability", probability);
  }
}
