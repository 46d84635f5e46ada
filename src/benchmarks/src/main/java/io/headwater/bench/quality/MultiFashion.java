package io.headwater.bench.quality;

import io.headwater.cli.images.Garment;
import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.task.ImageShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Images of two garments each: one in the upper left of 36x36 pixels, another in the lower right,
 * the brighter pixel of both, resized to 28x28 (Lin et al., "Pareto multi-task learning", 2019, in
 * the way of MultiMNIST: Sabour et al., "Dynamic routing between capsules", 2017).
 */
final class MultiFashion {
  static final ImageShape SHAPE = new ImageShape(1, 28, 28);

  private static final int GARMENT = 28;
  private static final int CANVAS = 36;

  private MultiFashion() {}

  /**
   * As many images as garments; each garment is on the left once and on the right once.
   *
   * @param seed of who meets whom
   */
  static List<TwoGarments> of(List<Garment> garments, long seed) {
    List<Garment> others = new ArrayList<>(garments);
    Collections.shuffle(others, new Random(seed));
    ImageResizer resizer = new ImageResizer(SHAPE);
    List<TwoGarments> images = new ArrayList<>();
    for (int i = 0; i < garments.size(); i++) {
      Garment left = garments.get(i);
      Garment right = others.get(i);
      byte[] canvas = new byte[CANVAS * CANVAS];
      overlay(canvas, left, 0);
      overlay(canvas, right, CANVAS - GARMENT);
      byte[] pixels = resizer.resize(canvas, new ImageShape(1, CANVAS, CANVAS)).clone();
      images.add(new TwoGarments(pixels, left.label(), right.label()));
    }
    return images;
  }

  private static void overlay(byte[] canvas, Garment garment, int offset) {
    for (int y = 0; y < GARMENT; y++) {
      for (int x = 0; x < GARMENT; x++) {
        int at = (y + offset) * CANVAS + x + offset;
        int pixel = garment.image().unsafe_get(x, y);
        canvas[at] = (byte) Math.max(Byte.toUnsignedInt(canvas[at]), pixel);
      }
    }
  }
}
