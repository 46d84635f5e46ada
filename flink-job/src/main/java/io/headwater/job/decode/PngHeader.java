package io.headwater.job.decode;

import java.nio.ByteBuffer;

/**
 * What the header chunk of a PNG file says (ISO/IEC 15948, section 11.2.2).
 *
 * @param depth bits of a sample, or of an index into the palette
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {
  static final int DATA_BYTES = 13;
  static final int PALETTE = 3;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  /**
   * @param data the chunk's data, from {@code at} on
   * @throws IllegalArgumentException if the standard has no such image
   */
  static PngHeader of(ByteBuffer data, int at) {
    PngHeader header =
        new PngHeader(
            data.getInt(at),
            data.getInt(at + 4),
            data.get(at + 8),
            data.get(at + 9),
            data.get(at + 12) == 1);
    if (header.width < 1 || header.height < 1) {
      throw new IllegalArgumentException(
          "its header says " + header.width + " x " + header.height + " pixels");
    }
    if (!header.depthFits()) {
      throw new IllegalArgumentException(
          "its header says " + header.depth + " bits of colour type " + header.colourType);
    }
    // The standard knows one compression, one way to filter, and two orders of the rows.
    if (data.get(at + 10) != 0 || data.get(at + 11) != 0 || (data.get(at + 12) & ~1) != 0) {
      throw new IllegalArgumentException(
          "its header asks for an unknown compression, filter or interlacing");
    }
    return header;
  }

  /** Samples of a pixel. */
  int channels() {
    return switch (colourType) {
      case GREY_ALPHA -> 2;
      case RGB -> 3;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  /** Samples of a pixel without its alpha: 1, or 3 where the colours are not in a palette. */
  int colours() {
    return channels() < 3 ? 1 : 3;
  }

  boolean hasAlpha() {
    return channels() > colours();
  }

  boolean hasPalette() {
    return colourType == PALETTE;
  }

  /** Bytes of so many pixels in a row. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * channels() * depth + 7) / 8);
  }

  /** Bytes between a sample and the one left of it. */
  int pixelBytes() {
    return Math.max(1, channels() * depth / 8);
  }

  /** What a pixel is decoded to, in bytes: three for one of a palette, one for each few bits. */
  int decodedBytes() {
    int samples = hasPalette() ? 3 : channels();
    return depth > Byte.SIZE ? 2 * samples : samples;
  }

  private boolean depthFits() {
    return switch (colourType) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
