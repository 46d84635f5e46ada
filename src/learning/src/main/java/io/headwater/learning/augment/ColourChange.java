package io.headwater.learning.augment;

/**
 * Brightness, contrast, saturation and hue of a colour image, one after the other. All of them are
 * linear and leave greys grey, so that together they are one matrix and one offset; colours are
 * clipped once, at the end. A pixel's grey is 0.299 R + 0.587 G + 0.114 B. The hue is turned about
 * the axis of greys: by a third, red becomes green, green blue, and blue red.
 *
 * @param hue part of a circle
 */
record ColourChange(double brightness, double contrast, double saturation, double hue)
    implements Change {
  private static final int CHANNELS = 3;
  private static final double[] GREY = {0.299, 0.587, 0.114};

  @Override
  public byte[] pixels(byte[] pixels) {
    int plane = pixels.length / CHANNELS;
    float[] m = matrix();
    float offset = (float) ((1 - contrast) * brightness * meanGrey(pixels, plane));
    byte[] changed = new byte[pixels.length];
    for (int i = 0; i < plane; i++) {
      int red = pixels[i] & 0xff;
      int green = pixels[plane + i] & 0xff;
      int blue = pixels[2 * plane + i] & 0xff;
      changed[i] = Grey.rounded(m[0] * red + m[1] * green + m[2] * blue + offset);
      changed[plane + i] = Grey.rounded(m[3] * red + m[4] * green + m[5] * blue + offset);
      changed[2 * plane + i] = Grey.rounded(m[6] * red + m[7] * green + m[8] * blue + offset);
    }
    return changed;
  }

  private static double meanGrey(byte[] pixels, int plane) {
    double mean = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      long sum = 0;
      for (int i = channel * plane; i < (channel + 1) * plane; i++) {
        sum += pixels[i] & 0xff;
      }
      mean += GREY[channel] * sum / plane;
    }
    return mean;
  }

  private float[] matrix() {
    float[] matrix = new float[CHANNELS * CHANNELS];
    for (int row = 0; row < CHANNELS; row++) {
      for (int column = 0; column < CHANNELS; column++) {
        double saturated = saturation * turned(row, column) + (1 - saturation) * GREY[column];
        matrix[CHANNELS * row + column] = (float) (brightness * contrast * saturated);
      }
    }
    return matrix;
  }

  /** Of the rotation about (1, 1, 1), by Rodrigues' formula. */
  private double turned(int row, int column) {
    double angle = 2 * Math.PI * hue;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double along = (1 - cos) / CHANNELS;
    if (row == column) {
      return cos + along;
    }
    boolean next = row == (column + 1) % CHANNELS;
    return along + (next ? sin : -sin) / StrictMath.sqrt(CHANNELS);
  }
}
