package io.headwater.learning.task;

import java.io.Serializable;
import java.util.List;

/**
 * The shape [C, H, W] of an image.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 * @param height rows, at least 1
 * @param width pixels in a row, at least 1
 */
public record ImageShape(int channels, int height, int width) implements Serializable {
  public ImageShape {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "channels is " + channels + "; it must be 1 (grey) or 3 (red, green, blue)");
    }
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image size is " + width + " x " + height + "; both must be at least 1");
    }
  }

  /** [C, H, W]. */
  public List<Integer> dimensions() {
    return List.of(channels, height, width);
  }

  /** Number of values: C x H x W. */
  public int size() {
    return channels * height * width;
  }

  /** Number of pixels: H x W. */
  public int pixels() {
    return height * width;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
