package io.headwater.job.decode;

import java.io.IOException;

/** Undoes the filters of rows (ISO/IEC 15948, section 9), in place. */
final class PngFilter {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private PngFilter() {}

  /**
   * @param rows each a byte that names its filter, then its samples; those before are undone
   * @param at where the row starts
   * @param stride samples of a row
   * @param pixel samples of a pixel
   * @param first whether there is no row above
   * @throws IOException if there is no such filter
   */
  static void undo(byte[] rows, int at, int stride, int pixel, boolean first) throws IOException {
    int start = at + 1;
    int end = start + stride;
    int above = stride + 1;
    switch (rows[at]) {
      case NONE -> {}
      case SUB -> sub(rows, start, end, pixel);
      case UP -> {
        if (!first) {
          up(rows, start, end, above);
        }
      }
      case AVERAGE -> average(rows, start, end, pixel, first ? 0 : above);
      case PAETH -> {
        // Without a row above, the left sample is the nearest.
        if (first) {
          sub(rows, start, end, pixel);
        } else {
          paeth(rows, start, end, pixel, above);
        }
      }
      default -> throw new IOException("it has a row with the unknown filter " + rows[at]);
    }
  }

  private static void sub(byte[] rows, int start, int end, int pixel) {
    for (int i = start + pixel; i < end; i++) {
      rows[i] += rows[i - pixel];
    }
  }

  private static void up(byte[] rows, int start, int end, int above) {
    for (int i = start; i < end; i++) {
      rows[i] += rows[i - above];
    }
  }

  private static void average(byte[] rows, int start, int end, int pixel, int above) {
    for (int i = start; i < end; i++) {
      int left = i < start + pixel ? 0 : rows[i - pixel] & 0xff;
      int up = above == 0 ? 0 : rows[i - above] & 0xff;
      rows[i] += (byte) ((left + up) / 2);
    }
  }

  private static void paeth(byte[] rows, int start, int end, int pixel, int above) {
    for (int i = start; i < start + pixel; i++) {
      rows[i] += rows[i - above];
    }
    for (int i = start + pixel; i < end; i++) {
      int left = rows[i - pixel] & 0xff;
      int up = rows[i - above] & 0xff;
      int corner = rows[i - above - pixel] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      rows[i] += (byte) nearest;
    }
  }
}
