package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import io.headwater.schema.BoxLabel;
import java.util.SplittableRandom;

/** A larger image with noise and fragments of garments on it. */
final class Canvas {
  private static final int SMALLEST_SIDE = 56;
  private static final int LARGEST_SIDE = 96;
  private static final int NOISE = 32;
  private static final int FRAGMENTS = 6;
  private static final int SMALLEST_FRAGMENT = 4;
  private static final int LARGEST_FRAGMENT = 10;

  /** Darker pixels of a garment's image are background. */
  static final int GARMENT_BRIGHTNESS = 24;

  /** The garment's longer side, as a share of the canvas's shorter side. */
  private static final double SMALLEST_SHARE = 0.35;

  private static final double LARGEST_SHARE = 0.75;

  private final GrayU8 image;

  Canvas(GrayU8 image) {
    this.image = image;
  }

  static Canvas cluttered(Wardrobe wardrobe, SplittableRandom random) {
    Canvas canvas =
        new Canvas(
            new GrayU8(
                random.nextInt(SMALLEST_SIDE, LARGEST_SIDE + 1),
                random.nextInt(SMALLEST_SIDE, LARGEST_SIDE + 1)));
    for (int i = 0; i < canvas.image.data.length; i++) {
      canvas.image.data[i] = (byte) random.nextInt(NOISE);
    }
    for (int i = 0; i < FRAGMENTS; i++) {
      canvas.scatter(wardrobe.any(random).image(), random);
    }
    return canvas;
  }

  GrayU8 image() {
    return image;
  }

  /** Draws the garment, scaled, wholly inside the canvas; its label is the tight box around it. */
  BoxLabel place(GrayU8 garment, SplittableRandom random) {
    Box tight = Box.around(garment, GARMENT_BRIGHTNESS);
    double share = random.nextDouble(SMALLEST_SHARE, LARGEST_SHARE);
    double scale =
        share * Math.min(image.width, image.height) / Math.max(tight.width(), tight.height());
    GrayU8 scaled =
        GrayImages.scaled(
            garment,
            (int) Math.round(scale * garment.width),
            (int) Math.round(scale * garment.height));
    Box box = Box.around(scaled, GARMENT_BRIGHTNESS);
    int x = random.nextInt(image.width - box.width() + 1) - box.left();
    int y = random.nextInt(image.height - box.height() + 1) - box.top();
    draw(scaled, box, x, y);
    return box.moved(x, y).label(image.width, image.height);
  }

  private void scatter(GrayU8 garment, SplittableRandom random) {
    int width = random.nextInt(SMALLEST_FRAGMENT, LARGEST_FRAGMENT + 1);
    int height = random.nextInt(SMALLEST_FRAGMENT, LARGEST_FRAGMENT + 1);
    int left = random.nextInt(garment.width - width + 1);
    int top = random.nextInt(garment.height - height + 1);
    int x = random.nextInt(image.width - width + 1) - left;
    int y = random.nextInt(image.height - height + 1) - top;
    draw(garment, new Box(left, top, left + width, top + height), x, y);
  }

  private void draw(GrayU8 garment, Box part, int moveX, int moveY) {
    for (int y = part.top(); y < part.bottom(); y++) {
      for (int x = part.left(); x < part.right(); x++) {
        int value = garment.get(x, y);
        if (value >= GARMENT_BRIGHTNESS) {
          image.set(x + moveX, y + moveY, value);
        }
      }
    }
  }
}
