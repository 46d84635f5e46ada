package io.headwater.snapshots;

/** What a message quotes from outside: on one line, and never long. */
final class Excerpt {
  /** Characters of an excerpt. */
  static final int MAX_LENGTH = 500;

  private static final String CUT = "... (%,d characters)";

  private Excerpt() {}

  /** The text, without its end if it is long; control characters are '?'. */
  static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return onOneLine(text);
    }
    String cut = CUT.formatted(text.length());
    int end = MAX_LENGTH - cut.length();
    boolean splitsPair = Character.isHighSurrogate(text.charAt(end - 1));
    return onOneLine(text.substring(0, splitsPair ? end - 1 : end)) + cut;
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
