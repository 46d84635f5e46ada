package io.headwater.learning.image;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;

/**
 * Brings images to a shape: to its channels (grey is 0.299 R + 0.587 G + 0.114 B, ITU-R BT.601; a
 * colour of a grey image is the grey), and to its size, by the mean over the covered area along a
 * side that shrinks, by linear interpolation between pixel centres along a side that grows. All
 * sums are exact; the only rounding, half up, is the last. Formulas: schemas/PREPROCESSING.md.
 *
 * <p>Rows may arrive one by one: {@link #begin}, the rows, {@link #pixels}. Reused for one image
 * after the other; not safe for use by several threads.
 */
public final class ImageResizer implements PixelSink {
  private static final byte[] NO_PIXELS = new byte[0];

  /** How much of each channel of the image goes into one of the shape, in parts of the sum. */
  private static final int[][] SAME = {{1}};

  private static final int[][] GREY_FROM_RGB = {{299, 587, 114}};
  private static final int[][] RGB_FROM_GREY = {{1}, {1}, {1}};
  private static final int[][] RGB_FROM_RGB = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  private final ImageShape shape;
  private final ResizeAxes toWidth;
  private final ResizeAxes toHeight;
  private final double[] sums;
  private final int[] line;

  private int width;
  private int height;
  private ResizeAxis horizontal;
  private ResizeAxis vertical;
  private int row;
  private int next;
  private byte[] pixels = NO_PIXELS;

  /** Parts that the sums are of; 0 if nothing was summed. */
  private double total;

  public ImageResizer(ImageShape shape) {
    this.shape = shape;
    this.toWidth = new ResizeAxes(shape.width(), ResizeAxis::smooth);
    this.toHeight = new ResizeAxes(shape.height(), ResizeAxis::smooth);
    this.sums = new double[shape.size()];
    this.line = new int[shape.width()];
    this.horizontal = toWidth.from(shape.width());
    this.vertical = toHeight.from(shape.height());
  }

  /**
   * Whole images, from their pixels.
   *
   * @param planes unsigned bytes [C, H, W]
   * @param given their shape; no side may be over 65,535
   * @return unsigned bytes [C, H, W] of the shape to bring them to; not kept
   * @throws IllegalArgumentException if there are more or fewer bytes, or a side is too long
   */
  public byte[] resize(byte[] planes, ImageShape given) {
    if (planes.length != (long) given.channels() * given.height() * given.width()) {
      throw new IllegalArgumentException(
          planes.length + " bytes are not an image of " + given + " bytes");
    }
    begin(given.width(), given.height());
    image(planes, 0, given);
    return pixels();
  }

  /** To be called before the rows of an image of that size. */
  public void begin(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    horizontal = toWidth.from(newWidth);
    vertical = toHeight.from(newHeight);
    row = 0;
    next = 0;
    pixels = NO_PIXELS;
    total = 0;
  }

  @Override
  public void image(byte[] planes, int start, ImageShape given) {
    if (given.equals(shape)) {
      // Not cleared first, as a new array would be.
      pixels = Arrays.copyOfRange(planes, start, start + shape.size());
    } else {
      PixelSink.super.image(planes, start, given);
    }
  }

  @Override
  public void row(byte[][] samples, int[] starts) {
    if (row == 0) {
      pixels = new byte[shape.size()];
    }
    if (samples.length == shape.channels() && width == shape.width() && height == shape.height()) {
      copy(samples, starts);
    } else {
      add(samples, starts);
    }
    row++;
  }

  /** Unsigned bytes [C, H, W] of the shape, after the last row. */
  public byte[] pixels() {
    for (int i = 0; total > 0 && i < sums.length; i++) {
      // Exact, too: these are whole numbers under 2^53, and a quotient that is under the next whole
      // number is so by 1 / (2 total) at least, which a double can tell.
      pixels[i] = (byte) (int) ((2 * sums[i] + total) / (2 * total));
    }
    return pixels;
  }

  private void copy(byte[][] samples, int[] starts) {
    for (int c = 0; c < samples.length; c++) {
      System.arraycopy(samples[c], starts[c], pixels, (c * height + row) * width, width);
    }
  }

  private void add(byte[][] samples, int[] starts) {
    int[][] mix = mix(samples.length);
    if (total == 0) {
      Arrays.fill(sums, 0);
      total = (double) Arrays.stream(mix[0]).sum() * horizontal.total() * vertical.total();
    }
    int first = vertical.skipTo(row, next);
    int after = vertical.skipTo(row + 1, first);
    for (int from = 0; from < samples.length && first < after; from++) {
      resizeLine(samples[from], starts[from]);
      for (int channel = 0; channel < shape.channels(); channel++) {
        int share = mix[channel][from];
        for (int k = first; k < after && share != 0; k++) {
          addLine(channel, vertical.target()[k], (double) share * vertical.parts()[k]);
        }
      }
    }
    next = after;
  }

  private int[][] mix(int channels) {
    if (shape.channels() == 1) {
      return channels == 1 ? SAME : GREY_FROM_RGB;
    }
    return channels == 1 ? RGB_FROM_GREY : RGB_FROM_RGB;
  }

  private void resizeLine(byte[] samples, int start) {
    Arrays.fill(line, 0);
    int[] source = horizontal.source();
    int[] target = horizontal.target();
    int[] parts = horizontal.parts();
    for (int k = 0; k < source.length; k++) {
      line[target[k]] += parts[k] * (samples[start + source[k]] & 0xff);
    }
  }

  private void addLine(int channel, int y, double parts) {
    int start = (channel * shape.height() + y) * shape.width();
    for (int x = 0; x < line.length; x++) {
      sums[start + x] += parts * line[x];
    }
  }
}
