package io.headwater.learning.augment;

/** Ranges that the settings of transforms have in common. */
final class Range {
  private Range() {}

  static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }

  static void requireFraction(String name, double value) {
    require(value >= 0 && value <= 1, name, value, "from 0 to 1");
  }

  static void requirePositiveFraction(String name, double value) {
    require(value > 0 && value <= 1, name, value, "over 0, at most 1");
  }

  static void requireOrdered(String least, double from, String most, double to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "%s is %s and %s is %s; the first must not be over the second"
              .formatted(least, from, most, to));
    }
  }
}
