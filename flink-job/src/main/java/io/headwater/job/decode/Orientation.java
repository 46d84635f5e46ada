package io.headwater.job.decode;

/**
 * How the rows of a file lie in the image as it is seen: the values 1 to 8 of the tag Orientation
 * (Exif 2.32, section 4.6.4), in order.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  TURNED_HALF(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TO_TURN_RIGHT(true, false, true),
  TRANSPOSED_BACKWARDS(true, true, true),
  TO_TURN_LEFT(true, true, false);

  private final boolean transposed;
  private final boolean columnsReversed;
  private final boolean rowsReversed;

  Orientation(boolean transposed, boolean columnsReversed, boolean rowsReversed) {
    this.transposed = transposed;
    this.columnsReversed = columnsReversed;
    this.rowsReversed = rowsReversed;
  }

  /** That of a tag's value; upright if it is not from 1 to 8. */
  static Orientation ofTag(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  int seenWidth(int width, int height) {
    return transposed ? height : width;
  }

  int seenHeight(int width, int height) {
    return transposed ? width : height;
  }

  /** Where the first pixel of a stored row lies among the seen ones, counted row by row. */
  int start(int y, int width, int height) {
    int across = rowsReversed ? height - 1 - y : y;
    int along = columnsReversed ? width - 1 : 0;
    return transposed ? along * height + across : across * width + along;
  }

  /** How far the next pixel of a stored row lies from the one before it, likewise. */
  int step(int height) {
    int step = transposed ? height : 1;
    return columnsReversed ? -step : step;
  }
}
