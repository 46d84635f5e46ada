package io.headwater.job.config;

import java.util.ArrayList;
import java.util.List;

/** Ranges of whole numbers as regular expressions, as JSON Schema has no other for text. */
final class WholeNumbers {
  private WholeNumbers() {}

  /**
   * A regular expression for the numbers from one to another, without leading zeros.
   *
   * @param min from 0
   * @param max {@code min} or more
   */
  static String pattern(long min, long max) {
    List<String> patterns = new ArrayList<>();
    long from = min;
    while (from <= max) {
      long to = Math.min(max, lastWithAsManyDigits(from));
      patterns.add(sameLength(Long.toString(from), Long.toString(to)));
      from = to + 1;
    }
    return String.join("|", patterns);
  }

  private static long lastWithAsManyDigits(long number) {
    return Long.parseLong("9".repeat(Long.toString(number).length()));
  }

  private static String sameLength(String from, String to) {
    int others = from.length() - 1;
    if (from.equals("0".repeat(others + 1)) && to.equals("9".repeat(others + 1))) {
      return anyDigits(others + 1);
    }
    if (others == 0) {
      return digit(from.charAt(0), to.charAt(0));
    }
    char first = from.charAt(0);
    char last = to.charAt(0);
    String zeros = "0".repeat(others);
    String nines = "9".repeat(others);
    if (first == last) {
      return first + "(" + sameLength(from.substring(1), to.substring(1)) + ")";
    }
    List<String> patterns = new ArrayList<>();
    if (!from.endsWith(zeros)) {
      patterns.add(first + "(" + sameLength(from.substring(1), nines) + ")");
      first++;
    }
    boolean ragged = !to.endsWith(nines);
    char lastFull = ragged ? (char) (last - 1) : last;
    if (first <= lastFull) {
      patterns.add(digit(first, lastFull) + anyDigits(others));
    }
    if (ragged) {
      patterns.add(last + "(" + sameLength(zeros, to.substring(1)) + ")");
    }
    return String.join("|", patterns);
  }

  private static String digit(char from, char to) {
    return from == to ? Character.toString(from) : "[" + from + "-" + to + "]";
  }

  private static String anyDigits(int count) {
    return count == 1 ? "\\d" : "\\d{" + count + "}";
  }
}
