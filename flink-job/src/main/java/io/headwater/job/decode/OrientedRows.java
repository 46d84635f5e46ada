package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;

/** Takes the stored rows of an image, and sends it as it is seen after the last one. */
final class OrientedRows implements PixelSink {
  private static final byte[] NO_PLANES = new byte[0];

  private final Orientation orientation;
  private final int width;
  private final int height;
  private final PixelSink seen;

  private byte[] planes = NO_PLANES;
  private int row;

  private OrientedRows(Orientation orientation, int width, int height, PixelSink seen) {
    this.orientation = orientation;
    this.width = width;
    this.height = height;
    this.seen = seen;
  }

  /**
   * What takes the stored rows.
   *
   * @param width of the stored image
   * @param height of the stored image
   * @param target is told the size of the image as it is seen
   */
  static PixelSink open(Orientation orientation, int width, int height, PixelTarget target)
      throws UnacceptableException {
    PixelSink seen =
        target.open(orientation.seenWidth(width, height), orientation.seenHeight(width, height));
    return orientation == Orientation.UPRIGHT
        ? seen
        : new OrientedRows(orientation, width, height, seen);
  }

  @Override
  public void row(byte[][] samples, int[] starts) {
    int pixels = width * height;
    if (row == 0) {
      planes = new byte[Math.multiplyExact(samples.length, pixels)];
    }
    int step = orientation.step(height);
    for (int c = 0; c < samples.length; c++) {
      int at = c * pixels + orientation.start(row, width, height);
      for (int x = 0; x < width; x++, at += step) {
        planes[at] = samples[c][starts[c] + x];
      }
    }
    row++;
    if (row == height) {
      seen.image(
          planes,
          0,
          new ImageShape(
              samples.length,
              orientation.seenHeight(width, height),
              orientation.seenWidth(width, height)));
    }
  }
}
