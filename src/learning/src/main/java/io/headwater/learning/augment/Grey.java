package io.headwater.learning.augment;

/** Levels of grey, or of a colour, as unsigned bytes. */
final class Grey {
  private Grey() {}

  /** The nearest level. */
  static byte rounded(float level) {
    return (byte) Math.max(0, Math.min(255, (int) (level + 0.5f)));
  }
}
