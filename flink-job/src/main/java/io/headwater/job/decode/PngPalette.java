package io.headwater.job.decode;

import java.io.IOException;

/**
 * The colours that a PNG file's pixels name by index, over black.
 *
 * @param colours red, green and blue of each
 */
record PngPalette(byte[] colours) {
  /** Of images that name no colours. */
  static final PngPalette NONE = new PngPalette(new byte[0]);

  private static final int MOST_COLOURS = 256;

  static PngPalette of(PngFile file) throws IOException {
    byte[] chunk = file.palette();
    byte[] alphas = file.transparency();
    if (chunk.length == 0 || chunk.length % 3 != 0 || chunk.length > 3 * MOST_COLOURS) {
      throw new IOException(
          "its palette has "
              + chunk.length
              + " bytes; it must have 3 for each of 1 to 256 colours");
    }
    if (alphas.length > chunk.length / 3) {
      throw new IOException(
          "its tRNS chunk has " + alphas.length + " bytes for " + chunk.length / 3 + " colours");
    }
    byte[] colours = chunk.clone();
    for (int i = 0; i < 3 * alphas.length; i++) {
      colours[i] = PngColours.overBlack(colours[i] & 0xff, alphas[i / 3] & 0xff);
    }
    return new PngPalette(colours);
  }

  /**
   * @param row takes red, green and blue at {@code x}
   * @throws IOException if there is no such colour
   */
  void lookUp(int index, byte[][] row, int x) throws IOException {
    int at = 3 * index;
    if (at >= colours.length) {
      throw new IOException(
          "it has a pixel of colour " + index + "; its palette has " + colours.length / 3);
    }
    row[0][x] = colours[at];
    row[1][x] = colours[at + 1];
    row[2][x] = colours[at + 2];
  }
}
