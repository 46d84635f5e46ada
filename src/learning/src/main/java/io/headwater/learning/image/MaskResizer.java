package io.headwater.learning.image;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;

/**
 * Brings masks to a size: made grey, cut at 128, and resized so that thin edges survive. Along a
 * side that shrinks, a pixel is an edge if any of the covered ones is; along a side that grows, it
 * is the nearest. Formulas: schemas/PREPROCESSING.md.
 *
 * <p>{@link #begin}, the rows, {@link #mask}. Reused for one mask after the other; not safe for use
 * by several threads.
 */
public final class MaskResizer implements PixelSink {
  /** In thousandths, as the weights of red, green and blue are. */
  private static final int EDGE = 128_000;

  private final ImageShape shape;
  private final ResizeAxes toWidth;
  private final ResizeAxes toHeight;
  private final boolean[] edges;

  private ResizeAxis horizontal;
  private ResizeAxis vertical;
  private int row;
  private int next;

  /**
   * @param shape whose height and width masks are brought to
   */
  public MaskResizer(ImageShape shape) {
    this.shape = shape;
    this.toWidth = new ResizeAxes(shape.width(), ResizeAxis::covering);
    this.toHeight = new ResizeAxes(shape.height(), ResizeAxis::covering);
    this.edges = new boolean[shape.pixels()];
    this.horizontal = toWidth.from(shape.width());
    this.vertical = toHeight.from(shape.height());
  }

  /** To be called before the rows of a mask of that size. */
  public void begin(int width, int height) {
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
  public byte[] mask() {
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

  private static int grey(byte[][] samples, int[] starts, int x) {
    int first = samples[0][starts[0] + x] & 0xff;
    if (samples.length == 1) {
      return 1000 * first;
    }
    int green = samples[1][starts[1] + x] & 0xff;
    int blue = samples[2][starts[2] + x] & 0xff;
    return 299 * first + 587 * green + 114 * blue;
  }
}
