package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.SplittableRandom;

/** Images that tests change. */
final class Pictures {
  private Pictures() {}

  static byte[] random(ImageShape shape, long seed) {
    byte[] pixels = new byte[shape.size()];
    new SplittableRandom(seed).nextBytes(pixels);
    return pixels;
  }

  /** White within, black elsewhere; sides in pixels. */
  static byte[] rectangle(ImageShape shape, int left, int top, int right, int bottom) {
    byte[] pixels = new byte[shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % shape.width();
      int y = i / shape.width() % shape.height();
      boolean inside = x >= left && x < right && y >= top && y < bottom;
      pixels[i] = (byte) (inside ? 255 : 0);
    }
    return pixels;
  }

  static byte[] bytes(int... levels) {
    byte[] bytes = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      bytes[i] = (byte) levels[i];
    }
    return bytes;
  }
}
