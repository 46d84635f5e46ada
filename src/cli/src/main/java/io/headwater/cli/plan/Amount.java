package io.headwater.cli.plan;

import java.util.Locale;

/** Large numbers as people read them. */
final class Amount {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final String[] DECIMAL = {"", " k", " M", " G", " T"};

  private Amount() {}

  /** Such as "2.2 MiB". */
  static String ofBytes(long bytes) {
    return bytes < 1024 ? bytes + " B" : scaled(bytes, 1024, BINARY, " ");
  }

  /** Such as "61.1 M". */
  static String of(long number) {
    return number < 10_000 ? Long.toString(number) : scaled(number, 1000, DECIMAL, "");
  }

  private static String scaled(double value, int step, String[] units, String between) {
    int unit = 0;
    double scaled = value;
    while (scaled >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    return String.format(Locale.ROOT, scaled < 10 ? "%.2f" : "%.1f", scaled)
        + between
        + units[unit];
  }
}
