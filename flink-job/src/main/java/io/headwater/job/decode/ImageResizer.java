package io.headwater.job.decode;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;

/** Brings an image to a shape while its rows arrive; see {@link ImageDecoder} for how. */
final class ImageResizer implements PixelSink {
  private static final byte[] NO_PIXELS = new byte[0];
  private static final double[][] GREY_FROM_GREY = {{1}};
  private static final double[][] GREY_FROM_RGB = {{0.299, 0.587, 0.114}};
  private static final double[][] RGB_FROM_GREY = {{1}, {1}, {1}};
  private static final double[][] RGB_FROM_RGB = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  private final ImageShape shape;
  private final ResizeAxes toWidth;
  private final ResizeAxes toHeight;
  private final double[] sums;
  private final double[] line;

  private int width;
  private int height;
  private ResizeAxis horizontal;
  private ResizeAxis vertical;
  private int row;
  private int next;
  private byte[] pixels = NO_PIXELS;
  private boolean summed;

  ImageResizer(ImageShape shape) {
    this.shape = shape;
    this.toWidth = new ResizeAxes(shape.width(), ResizeAxis::smooth);
    this.toHeight = new ResizeAxes(shape.height(), ResizeAxis::smooth);
    this.sums = new double[shape.size()];
    this.line = new double[shape.width()];
    this.horizontal = toWidth.from(shape.width());
    this.vertical = toHeight.from(shape.height());
  }

  @Override
  public void begin(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    horizontal = toWidth.from(newWidth);
    vertical = toHeight.from(newHeight);
    row = 0;
    next = 0;
    pixels = NO_PIXELS;
    summed = false;
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

  private void copy(byte[][] samples, int[] starts) {
    for (int c = 0; c < samples.length; c++) {
      System.arraycopy(samples[c], starts[c], pixels, (c * height + row) * width, width);
    }
  }

  private void add(byte[][] samples, int[] starts) {
    if (!summed) {
      Arrays.fill(sums, 0);
      summed = true;
    }
    double[][] mix = mix(samples.length);
    int first = vertical.skipTo(row, next);
    int after = vertical.skipTo(row + 1, first);
    for (int from = 0; from < samples.length && first < after; from++) {
      resizeLine(samples[from], starts[from]);
      for (int channel = 0; channel < shape.channels(); channel++) {
        double share = mix[channel][from];
        for (int k = first; k < after && share != 0; k++) {
          addLine(channel, vertical.target()[k], share * vertical.weight()[k]);
        }
      }
    }
    next = after;
  }

  /** The image, after its last row. */
  DecodedImage result() {
    for (int i = 0; summed && i < sums.length; i++) {
      pixels[i] = (byte) Math.min(255, (int) (sums[i] + 0.5));
    }
    return new DecodedImage(width, height, pixels);
  }

  private double[][] mix(int channels) {
    if (shape.channels() == 1) {
      return channels == 1 ? GREY_FROM_GREY : GREY_FROM_RGB;
    }
    return channels == 1 ? RGB_FROM_GREY : RGB_FROM_RGB;
  }

  private void resizeLine(byte[] samples, int start) {
    Arrays.fill(line, 0);
    int[] source = horizontal.source();
    int[] target = horizontal.target();
    double[] weight = horizontal.weight();
    for (int k = 0; k < source.length; k++) {
      line[target[k]] += weight[k] * (samples[start + source[k]] & 0xff);
    }
  }

  private void addLine(int channel, int y, double weight) {
    int start = (channel * shape.height() + y) * shape.width();
    for (int x = 0; x < line.length; x++) {
      sums[start + x] += weight * line[x];
    }
  }
}
