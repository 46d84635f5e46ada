package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import io.headwater.schema.BoxLabel;

/**
 * A box in an image.
 *
 * @param left first column
 * @param top first row
 * @param right column after the last one
 * @param bottom row after the last one
 */
record Box(int left, int top, int right, int bottom) {
  /** The label of an image without the object. */
  static final BoxLabel NONE = new BoxLabel(false, 0f, 0f, 0f, 0f);

  /** The smallest box around all pixels of at least that brightness. */
  static Box around(GrayU8 image, int brightness) {
    int left = image.width;
    int top = image.height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < image.height; y++) {
      for (int x = 0; x < image.width; x++) {
        if (image.get(x, y) >= brightness) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = y + 1;
        }
      }
    }
    return new Box(left, top, right, bottom);
  }

  Box moved(int x, int y) {
    return new Box(left + x, top + y, right + x, bottom + y);
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  /** The label, in fractions of an image of that size. */
  BoxLabel label(int imageWidth, int imageHeight) {
    return new BoxLabel(
        true,
        (left + right) / 2f / imageWidth,
        (top + bottom) / 2f / imageHeight,
        (float) width() / imageWidth,
        (float) height() / imageHeight);
  }
}
