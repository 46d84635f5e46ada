package io.headwater.cli;

import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;

/** Images as the job has them, for Java's graphics. */
public final class PlanarImage {
  private PlanarImage() {}

  /**
   * @param planes unsigned bytes [C, H, W], C being 1 or 3
   */
  public static BufferedImage toRgb(ImageShape shape, byte[] planes) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    int plane = shape.pixels();
    int green = shape.channels() == 1 ? 0 : plane;
    for (int i = 0; i < plane; i++) {
      int rgb =
          (planes[i] & 0xff) << 16 | (planes[green + i] & 0xff) << 8 | planes[2 * green + i] & 0xff;
      image.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    return image;
  }
}
