package io.headwater.cli.produce;

/**
 * An image that was not sent.
 *
 * @param where its file, or file and line
 * @param why what was wrong, and what would be right
 */
record Refusal(String where, String why) {
  @Override
  public String toString() {
    return where + ": " + why;
  }
}
