package io.headwater.job.decode;

/**
 * Shows in messages what came from outside: short, whatever its length, and on one line, whatever
 * is in it. Every text that an event brought goes through here before it is part of a message.
 */
final class Quote {
  /** Characters of a message as a whole; each is up to three bytes of UTF-8. */
  static final int MESSAGE_LENGTH = 2_000;

  private static final int NAME_LENGTH = 80;
  private static final int LINE_LENGTH = 300;

  private Quote() {}

  /** A name or an id, in quotes; of a long one its beginning and its length. */
  static String name(String text) {
    String shown = "'" + visible(text, NAME_LENGTH) + "'";
    return text.length() <= NAME_LENGTH ? shown : shown + "... (" + text.length() + " characters)";
  }

  /** On one line, as it is: what the reader of a file says is wrong with it, say. */
  static String line(String text) {
    return visible(text, LINE_LENGTH) + (text.length() <= LINE_LENGTH ? "" : "...");
  }

  /** A message that is made already. */
  static String message(String text) {
    return text.length() <= MESSAGE_LENGTH
        ? text
        : text.substring(0, MESSAGE_LENGTH - "...".length()) + "...";
  }

  /** The beginning, with the number (as in Java) in place of each character that can't be seen. */
  private static String visible(String text, int length) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), length); i++) {
      char each = text.charAt(i);
      if (isVisible(each)) {
        shown.append(each);
      } else {
        shown.append("\\u%04x".formatted((int) each));
      }
    }
    return shown.toString();
  }

  private static boolean isVisible(char each) {
    return switch (Character.getType(each)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
