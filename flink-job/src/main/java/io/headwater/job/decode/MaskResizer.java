package io.headwater.job.decode;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;

/** Brings a mask to a size while its rows arrive; see {@link ImageDecoder} for how. */
final class MaskResizer implements PixelSink {
  private static final int EDGE = 128;

  private final ImageShape shape;
  private final ResizeAxes toWidth;
  private final ResizeAxes toHeight;
  private final boolean[] edges;

  private String name = "";
  private int expectedWidth;
  private int expectedHeight;
  private ResizeAxis horizontal;
  private ResizeAxis vertical;
  private int row;
  private int next;

  MaskResizer(ImageShape shape) {
    this.shape = shape;
    this.toWidth = new ResizeAxes(shape.width(), ResizeAxis::covering);
    this.toHeight = new ResizeAxes(shape.height(), ResizeAxis::covering);
    this.edges = new boolean[shape.pixels()];
    this.horizontal = toWidth.from(shape.width());
    this.vertical = toHeight.from(shape.height());
  }

  /** The size that the next mask must have, and what to call it. */
  void expect(String maskName, int width, int height) {
    name = maskName;
    expectedWidth = width;
    expectedHeight = height;
  }

  @Override
  public void begin(int width, int height) throws UnacceptableException {
    if (width != expectedWidth || height != expectedHeight) {
      throw new UnacceptableException(
          RejectionReason.MASK_SIZE_MISMATCH,
          name
              + " is "
              + width
              + " x "
              + height
              + " pixels; it must be "
              + expectedWidth
              + " x "
              + expectedHeight
              + ", as the image is");
    }
    horizontal = toWidth.from(width);
    vertical = toHeight.from(height);
    row = 0;
    next = 0;
    Arrays.fill(edges, false);
  }

  @Override
  public void row(byte[][] samples, int[] starts) {
    int first = vertical.skipTo(row, next);
    int after = vertical.skipTo(row + 1, first);
    for (int k = first; k < after; k++) {
      mark(samples, starts, vertical.target()[k] * shape.width());
    }
    next = after;
    row++;
  }

  /** H x W values of 0 and 1, after the last row. */
  byte[] result() {
    byte[] mask = new byte[edges.length];
    for (int i = 0; i < edges.length; i++) {
      mask[i] = (byte) (edges[i] ? 1 : 0);
    }
    return mask;
  }

  private void mark(byte[][] samples, int[] starts, int start) {
    int[] source = horizontal.source();
    int[] target = horizontal.target();
    for (int k = 0; k < source.length; k++) {
      edges[start + target[k]] |= grey(samples, starts, source[k]) >= EDGE;
    }
  }

  private static double grey(byte[][] samples, int[] starts, int x) {
    int first = samples[0][starts[0] + x] & 0xff;
    if (samples.length == 1) {
      return first;
    }
    int green = samples[1][starts[1] + x] & 0xff;
    int blue = samples[2][starts[2] + x] & 0xff;
    return (299 * first + 587 * green + 114 * blue) / 1000.0;
  }
}
