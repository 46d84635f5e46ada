package io.headwater.learning.augment;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What takes the place of erased pixels. */
public enum Fill {
  /** Each value by itself. */
  RANDOM,
  BLACK,
  GREY,
  WHITE;

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  void fill(byte[] values, RandomGenerator random) {
    switch (this) {
      case RANDOM -> random.nextBytes(values);
      case BLACK -> Arrays.fill(values, (byte) 0);
      case GREY -> Arrays.fill(values, (byte) 128);
      case WHITE -> Arrays.fill(values, (byte) 255);
    }
  }
}
