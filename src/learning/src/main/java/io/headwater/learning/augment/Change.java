package io.headwater.learning.augment;

import java.util.Optional;

/** What becomes of one image and of what its labels say. What is given is left as it is. */
public interface Change {
  /**
   * The changed image.
   *
   * @param pixels unsigned bytes [C, H, W]
   */
  byte[] pixels(byte[] pixels);

  /**
   * The map of its edges.
   *
   * @param mask [H, W], 1 on an edge and 0 elsewhere
   */
  default byte[] mask(byte[] mask) {
    return mask;
  }

  /** Where the object is that was there; empty if it no longer counts as present. */
  default Optional<Box> box(Box box) {
    return Optional.of(box);
  }
}
