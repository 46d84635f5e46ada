package io.headwater.learning.schedule;

/** Ranges that the settings of schedules have in common. */
final class Ranges {
  private Ranges() {}

  static void requireSteps(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " is " + value + " steps; it must be at least " + least);
    }
  }

  static void requireFraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be in [0, 1)");
    }
  }

  static void requireFactor(double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("factor is " + value + "; it must be over 0 and under 1");
    }
  }
}
