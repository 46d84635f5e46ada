package io.headwater.serve.predict;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;

/**
 * An image as it is seen, of any size.
 *
 * @param planes unsigned bytes [C, H, W]: plane after plane, row after row; not copied
 */
public record SeenImage(byte[] planes, ImageShape shape) {
  public SeenImage {
    requireNonNull(shape, "shape");
    if (planes.length != (long) shape.channels() * shape.height() * shape.width()) {
      throw new IllegalArgumentException(
          planes.length + " bytes are not an image of " + shape + " bytes");
    }
  }
}
