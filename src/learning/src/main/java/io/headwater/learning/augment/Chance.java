package io.headwater.learning.augment;

import java.util.random.RandomGenerator;

/** Draws whose results are the same on every machine and Java version. */
final class Chance {
  private Chance() {}

  /** With this probability. */
  static boolean happens(double probability, RandomGenerator random) {
    return (random.nextInt() + 0x1p31) * 0x1p-32 < probability;
  }

  /** Evenly from one number to the other. */
  static double between(double from, double to, RandomGenerator random) {
    return from + (to - from) * random.nextDouble();
  }

  /** Evenly on a logarithmic scale, from one number over 0 to the other. */
  static double ratioBetween(double from, double to, RandomGenerator random) {
    return from * StrictMath.pow(to / from, random.nextDouble());
  }
}
