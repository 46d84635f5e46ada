package io.headwater.learning.optimise;

/** Ranges that the settings of optimisers have in common. */
final class Setting {
  private Setting() {}

  static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }

  static void requirePositive(String name, double value) {
    require(value > 0 && value < 1e6, name, value, "over 0");
  }

  static void requireNotNegative(String name, double value) {
    require(value >= 0 && value < 1e6, name, value, "0 or more");
  }

  static void requireFraction(String name, double value) {
    require(value >= 0 && value < 1, name, value, "in [0, 1)");
  }
}
