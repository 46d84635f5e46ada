package io.headwater.job.config;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts that are written as a whole number and a unit, such as 500ms. */
record Units(List<Unit> all) {
  static final Units OF_TIME =
      new Units(
          List.of(
              new Unit("ms", 1),
              new Unit("s", 1_000),
              new Unit("min", 60_000),
              new Unit("h", 3_600_000)));
  static final Units OF_BYTES =
      new Units(
          List.of(
              new Unit("B", 1),
              new Unit("KiB", 1 << 10),
              new Unit("MiB", 1 << 20),
              new Unit("GiB", 1 << 30)));

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})(\\p{Alpha}+)");

  /**
   * @param size how many of the smallest unit it is
   */
  record Unit(String name, long size) {
    private String pattern(long min, long max) {
      long least = (min + size - 1) / size;
      return "(" + WholeNumbers.pattern(least, max / size) + ")" + name;
    }
  }

  /** The amount in the smallest unit; empty if the text is none. */
  Optional<Long> read(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return all.stream()
        .filter(unit -> unit.name().equals(matcher.group(2)))
        .findFirst()
        .map(unit -> Long.parseLong(matcher.group(1)) * unit.size());
  }

  /** A regular expression for the amounts from one to another, both in the smallest unit. */
  String pattern(long min, long max) {
    return all.stream()
        .filter(unit -> (min + unit.size() - 1) / unit.size() <= max / unit.size())
        .map(unit -> unit.pattern(min, max))
        .collect(joining("|"));
  }
}
