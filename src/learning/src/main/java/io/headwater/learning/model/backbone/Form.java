package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Trunk;
import io.headwater.learning.task.ImageShape;

/** One form of an architecture. */
interface Form {
  /**
   * For images of that shape.
   *
   * @throws IllegalArgumentException if they are too small
   */
  Trunk trunk(ImageShape input);
}
