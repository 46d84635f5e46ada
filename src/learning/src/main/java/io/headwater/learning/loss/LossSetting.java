package io.headwater.learning.loss;

/** Ranges that the settings of losses have in common. */
final class LossSetting {
  private static final double MOST = 1e6;

  private LossSetting() {}

  static void requirePositive(String name, double value) {
    require(value > 0 && value < MOST, name, value, "over 0");
  }

  static void requireNotNegative(String name, double value) {
    require(value >= 0 && value < MOST, name, value, "0 or more");
  }

  static void requireFraction(String name, double value) {
    require(value >= 0 && value < 1, name, value, "in [0, 1)");
  }

  private static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }
}
