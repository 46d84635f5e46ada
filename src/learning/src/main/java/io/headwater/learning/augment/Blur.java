package io.headwater.learning.augment;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Blurs with a Gaussian whose standard deviation is even from one number of pixels to another. It
 * reaches three of them far; beyond the border an image goes on with the border's pixels.
 *
 * @param minSigma over 0
 * @param maxSigma at most 10, so that the work for an image is bounded by its size
 */
public record Blur(double minSigma, double maxSigma) implements Transform {
  private static final double MOST = 10;
  private static final double REACH = 3;

  public Blur {
    Range.require(minSigma > 0 && minSigma <= MOST, "minSigma", minSigma, "over 0, at most 10");
    Range.require(maxSigma > 0 && maxSigma <= MOST, "maxSigma", maxSigma, "over 0, at most 10");
    Range.requireOrdered("minSigma", minSigma, "maxSigma", maxSigma);
  }

  @Override
  public Change choose(ImageShape shape, RandomGenerator random) {
    return by(Chance.between(minSigma, maxSigma, random), shape);
  }

  /** By that standard deviation. */
  static Change by(double sigma, ImageShape shape) {
    float[] weights = weights(sigma);
    return pixels -> blurred(pixels, shape, weights);
  }

  /** Of the pixels from the one furthest to the left to the one furthest to the right; 1 in all. */
  private static float[] weights(double sigma) {
    int reach = (int) Math.ceil(REACH * sigma);
    double[] weights = new double[2 * reach + 1];
    Arrays.setAll(weights, i -> StrictMath.exp(-(i - reach) * (i - reach) / (2 * sigma * sigma)));
    double sum = Arrays.stream(weights).sum();
    float[] normalised = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      normalised[i] = (float) (weights[i] / sum);
    }
    return normalised;
  }

  private static byte[] blurred(byte[] pixels, ImageShape shape, float[] weights) {
    byte[] blurred = new byte[pixels.length];
    int width = shape.width();
    int reach = weights.length / 2;
    float[] column = new float[width + 2 * reach];
    float[] sums = new float[width];
    for (int plane = 0; plane < pixels.length; plane += shape.pixels()) {
      for (int row = 0; row < shape.height(); row++) {
        Arrays.fill(column, 0);
        for (int k = 0; k < weights.length; k++) {
          int other = Math.max(0, Math.min(shape.height() - 1, row + k - reach));
          addBytes(pixels, plane + other * width, weights[k], column, reach, width);
        }
        Arrays.fill(column, 0, reach, column[reach]);
        Arrays.fill(column, reach + width, column.length, column[reach + width - 1]);
        Arrays.fill(sums, 0);
        for (int k = 0; k < weights.length; k++) {
          add(column, k, weights[k], sums);
        }
        for (int i = 0; i < width; i++) {
          blurred[plane + row * width + i] = Grey.rounded(sums[i]);
        }
      }
    }
    return blurred;
  }

  private static void addBytes(
      byte[] from, int start, float weight, float[] to, int shift, int count) {
    for (int i = 0; i < count; i++) {
      to[shift + i] += weight * (from[start + i] & 0xff);
    }
  }

  private static void add(float[] from, int shift, float weight, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * from[shift + i];
    }
  }
}
