package io.headwater.learning.ensemble;

import java.util.SplittableRandom;

/** Draws from Poisson distributions. */
public final class Poisson {
  /** A distribution of a larger mean is the sum of several: exp(-mean) must not vanish. */
  private static final double MOST = 32;

  private Poisson() {}

  /**
   * How often something happens that happens {@code mean} times on the average; by inversion
   * (Devroye, "Non-uniform random variate generation", 1986, section X.3.3).
   *
   * @param mean from 0, finite
   * @param seed the same seed and mean give the same number
   */
  public static long draw(double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long sum = 0;
    double rest = mean;
    while (rest > MOST) {
      sum += draw(MOST, random);
      rest -= MOST;
    }
    return sum + draw(rest, random);
  }

  private static long draw(double mean, SplittableRandom random) {
    double left = random.nextDouble();
    double probability = Math.exp(-mean);
    long count = 0;
    while (left >= probability && probability > 0) {
      left -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }
}
