package io.headwater.learning.augment;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import java.util.random.RandomGenerator;

/** A random change of an example's pixels under which its labels, changed likewise, stay true. */
public interface Augmentation {
  /** The name in configuration, such as "horizontal-flip". */
  String name();

  /**
   * The changed example; the given one is left as it is. Both images of a pair change alike.
   *
   * @param shape of the pixels
   * @param random the only source of chance
   */
  Example apply(Example example, ImageShape shape, RandomGenerator random);
}
