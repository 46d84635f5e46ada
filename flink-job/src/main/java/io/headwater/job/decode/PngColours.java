package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import java.io.IOException;

/** Turns the samples of a PNG file into grey or red, green and blue of 8 bits, over black. */
final class PngColours {
  private static final int OPAQUE = 255;
  private static final int NONE = -1;

  private final PngHeader header;
  private final PngPalette palette;

  /** The samples of the colour that is transparent, or {@link #NONE}. */
  private final int[] transparent;

  private final byte[][] row;
  private final int[] starts;

  /**
   * @param file whose chunks were read
   * @throws IOException if its palette or transparency does not fit its header
   */
  PngColours(PngFile file) throws IOException {
    this.header = file.header();
    this.palette = header.hasPalette() ? PngPalette.of(file) : PngPalette.NONE;
    this.transparent = transparent(file);
    this.starts = new int[planes()];
    this.row = new byte[planes()][header.width()];
  }

  /** 1 for grey, 3 for red, green and blue. */
  int planes() {
    return header.hasPalette() ? 3 : header.colours();
  }

  /**
   * Sends a row.
   *
   * @param samples its bytes, from {@code start} on, without filter
   * @throws IOException if it has a colour that the palette lacks
   */
  void send(byte[] samples, int start, int width, PixelSink sink) throws IOException {
    boolean bytes = header.depth() == 8 && transparent[0] == NONE && !header.hasPalette();
    if (bytes && header.channels() == 1) {
      sink.row(new byte[][] {samples}, new int[] {start});
      return;
    }
    if (header.hasPalette()) {
      lookUp(samples, start, width);
    } else if (bytes) {
      takeBytes(samples, start, width);
    } else {
      takeSamples(samples, start, width);
    }
    sink.row(row, starts);
  }

  private void lookUp(byte[] samples, int start, int width) throws IOException {
    for (int x = 0; x < width; x++) {
      palette.lookUp(sample(samples, start, x), row, x);
    }
  }

  /** The usual case. */
  private void takeBytes(byte[] samples, int start, int width) {
    int channels = header.channels();
    int colours = header.colours();
    boolean alpha = header.hasAlpha();
    for (int c = 0; c < colours; c++) {
      byte[] plane = row[c];
      for (int x = 0, at = start + c; x < width; x++, at += channels) {
        plane[x] =
            alpha ? overBlack(samples[at] & 0xff, samples[at - c + colours] & 0xff) : samples[at];
      }
    }
  }

  private void takeSamples(byte[] samples, int start, int width) {
    int channels = header.channels();
    for (int x = 0; x < width; x++) {
      int alpha = alpha(samples, start, x * channels);
      for (int c = 0; c < row.length; c++) {
        row[c][x] = overBlack(toByte(sample(samples, start, x * channels + c)), alpha);
      }
    }
  }

  private int alpha(byte[] samples, int start, int first) {
    if (header.hasAlpha()) {
      return toByte(sample(samples, start, first + header.colours()));
    }
    for (int c = 0; c < transparent.length; c++) {
      if (sample(samples, start, first + c) != transparent[c]) {
        return OPAQUE;
      }
    }
    return 0;
  }

  private int sample(byte[] samples, int start, int index) {
    int depth = header.depth();
    if (depth == 8) {
      return samples[start + index] & 0xff;
    } else if (depth == 16) {
      int at = start + 2 * index;
      return (samples[at] & 0xff) << 8 | samples[at + 1] & 0xff;
    }
    int bit = index * depth;
    return samples[start + bit / 8] >> (8 - depth - bit % 8) & ((1 << depth) - 1);
  }

  private int toByte(int sample) {
    int full = (1 << header.depth()) - 1;
    return (sample * OPAQUE + full / 2) / full;
  }

  private int[] transparent(PngFile file) throws IOException {
    byte[] chunk = file.transparency();
    int[] colour = new int[header.colours()];
    if (chunk.length == 0 || header.hasAlpha() || header.hasPalette()) {
      colour[0] = NONE;
      return colour;
    }
    if (chunk.length != 2 * colour.length) {
      throw new IOException(
          "its tRNS chunk has " + chunk.length + " bytes instead of " + 2 * colour.length);
    }
    for (int c = 0; c < colour.length; c++) {
      int sample = (chunk[2 * c] & 0xff) << 8 | chunk[2 * c + 1] & 0xff;
      colour[c] = sample & ((1 << header.depth()) - 1);
    }
    return colour;
  }

  /** A sample over black, for an opacity from 0 to 255. */
  static byte overBlack(int sample, int alpha) {
    return (byte) ((sample * alpha + OPAQUE / 2) / OPAQUE);
  }
}
