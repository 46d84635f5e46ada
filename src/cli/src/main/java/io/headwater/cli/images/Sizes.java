package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import java.util.SplittableRandom;

/** Images come in all sizes. */
final class Sizes {
  private static final double LARGEST_SCALE = 2;

  private Sizes() {}

  /** The image, enlarged by a random scale in [1, 2]. */
  static GrayU8 enlarged(GrayU8 image, SplittableRandom random) {
    double scale = random.nextDouble(1, LARGEST_SCALE);
    return GrayImages.scaled(
        image, (int) Math.round(scale * image.width), (int) Math.round(scale * image.height));
  }
}
