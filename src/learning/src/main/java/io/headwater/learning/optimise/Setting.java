package io.headwater.learning.optimise;

/** Ranges that the settings of methods have in common. */
public final class Setting {
  private Setting() {}

  public static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }

  public static void requirePositive(String name, double value) {
    require(value > 0 && value < 1e6, name, value, "over 0");
  }

  public static void requireNotNegative(String name, double value) {
    require(value >= 0 && value < 1e6, name, value, "0 or more");
  }

  public static void requireFraction(String name, double value) {
    require(value >= 0 && value < 1, name, value, "in [0, 1)");
  }
}
