package io.headwater.learning.augment;

/**
 * The standard normal distribution in 4096 steps of one probability. A look-up takes less time than
 * {@link java.util.random.RandomGenerator#nextGaussian}, whose results depend on the version of
 * Java.
 */
final class NormalQuantiles {
  /** Random bits that a draw takes. */
  static final int BITS = 12;

  private static final int COUNT = 1 << BITS;
  private static final double FURTHEST = 6;
  private static final double SLICE = 1e-4;
  private static final float[] QUANTILES = quantiles();

  private NormalQuantiles() {}

  /** The quantile that the lowest bits choose. */
  static float of(long bits) {
    return QUANTILES[(int) bits & (COUNT - 1)];
  }

  /** By adding up slices of the density, each at its middle. */
  private static float[] quantiles() {
    float[] quantiles = new float[COUNT];
    double below = 0;
    int next = 0;
    for (int slice = 0; next < COUNT / 2; slice++) {
      double x = -FURTHEST + (slice + 0.5) * SLICE;
      below += SLICE * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
      for (; next < COUNT / 2 && below >= (next + 0.5) / COUNT; next++) {
        quantiles[next] = (float) x;
        quantiles[COUNT - 1 - next] = (float) -x;
      }
      if (x > 0) {
        throw new IllegalStateException("only " + next + " quantiles lie below the median");
      }
    }
    return quantiles;
  }
}
