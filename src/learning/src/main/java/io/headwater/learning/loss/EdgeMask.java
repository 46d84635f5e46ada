package io.headwater.learning.loss;

import io.headwater.learning.task.Label;

/** Masks that must have a value for each output. */
final class EdgeMask {
  private EdgeMask() {}

  /**
   * The label's mask.
   *
   * @throws IllegalArgumentException if it has not that many pixels
   */
  static byte[] of(Label label, int pixels) {
    byte[] mask = label.mask();
    if (mask.length != pixels) {
      throw new IllegalArgumentException(
          "mask of task '"
              + label.task()
              + "' has "
              + mask.length
              + " pixels; it must have "
              + pixels);
    }
    return mask;
  }
}
