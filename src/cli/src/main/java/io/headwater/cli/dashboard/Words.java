package io.headwater.cli.dashboard;

/** Texts from elsewhere, of bounded length. */
final class Words {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_NAME = 200;

  private Words() {}

  /** At most 2,000 characters. */
  static String cut(String text) {
    return cut(text, LONGEST);
  }

  /** At most 200 characters. */
  static String name(String text) {
    return cut(text, LONGEST_NAME);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
