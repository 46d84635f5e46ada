package io.headwater.job.decode;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the usual PNG files (ISO/IEC 15948), some times faster than the JDK's reader, which makes
 * an image first: 8 bits, grey or colours, with alpha or without, not interlaced. What is
 * transparent shows black. Reused for one file after the other.
 */
final class PlainPngReader {
  private static final int HEADER = 16;
  private static final int FIRST_CHUNK_AFTER_HEADER = 33;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int GREY_ALPHA = 4;
  private static final int RGB_ALPHA = 6;

  /** A larger buffer is not kept for the next file. */
  private static final int MOST_KEPT = 1 << 20;

  private final Inflater inflater = new Inflater();
  private byte[] kept = new byte[0];

  /**
   * Whether it is one of the usual ones.
   *
   * @param file whole, with right checksums
   */
  boolean reads(byte[] file) {
    boolean usual = file[HEADER + 8] == 8 && channels(file) > 0;
    // The standard knows one compression and one way to filter.
    for (int i = HEADER + 10; i <= HEADER + 12; i++) {
      usual &= file[i] == 0;
    }
    int at = FIRST_CHUNK_AFTER_HEADER;
    while (usual && chunkType(file, at) == IDAT) {
      at += chunkLength(file, at) + CHUNK_FRAME_BYTES;
    }
    return usual && chunkType(file, at) == IEND;
  }

  /**
   * Sends the rows, once all of them are there.
   *
   * @throws IOException if pixels are missing or damaged; nothing was sent then
   */
  void send(byte[] file, int width, int height, PixelSink sink) throws IOException {
    int channels = channels(file);
    int stride = width * channels;
    byte[] rows = inflated(file, Math.multiplyExact(stride + 1, height));
    for (int y = 0; y < height; y++) {
      PngFilter.undo(rows, y * (stride + 1), stride, channels, y == 0);
    }
    if (channels == 1) {
      sendGrey(rows, stride, height, sink);
    } else {
      sendInterleaved(rows, width, height, channels, sink);
    }
  }

  private static void sendGrey(byte[] rows, int stride, int height, PixelSink sink) {
    byte[][] row = {rows};
    for (int y = 0; y < height; y++) {
      sink.row(row, new int[] {y * (stride + 1) + 1});
    }
  }

  private static void sendInterleaved(
      byte[] rows, int width, int height, int channels, PixelSink sink) {
    int colours = channels < 3 ? 1 : 3;
    boolean alpha = channels > colours;
    byte[][] row = new byte[colours][width];
    int[] starts = new int[colours];
    for (int y = 0; y < height; y++) {
      int start = y * (width * channels + 1) + 1;
      for (int c = 0; c < colours; c++) {
        byte[] samples = row[c];
        for (int x = 0, at = start + c; x < width; x++, at += channels) {
          samples[x] = alpha ? overBlack(rows[at], rows[at - c + colours]) : rows[at];
        }
      }
      sink.row(row, starts);
    }
  }

  private static byte overBlack(byte sample, byte alpha) {
    return (byte) RasterRows.overBlack(sample & 0xff, alpha & 0xff, 255);
  }

  private byte[] inflated(byte[] file, int size) throws IOException {
    byte[] target = kept.length < size ? new byte[size] : kept;
    if (size <= MOST_KEPT) {
      kept = target;
    }
    inflater.reset();
    int filled = 0;
    int at = FIRST_CHUNK_AFTER_HEADER;
    try {
      while (filled < size) {
        if (inflater.needsInput()) {
          if (chunkType(file, at) != IDAT) {
            throw new IOException("it is truncated or damaged (pixels are missing)");
          }
          inflater.setInput(file, at + 8, chunkLength(file, at));
          at += chunkLength(file, at) + CHUNK_FRAME_BYTES;
        }
        int count = inflater.inflate(target, filled, size - filled);
        if (count == 0 && !inflater.needsInput()) {
          throw new IOException("it is truncated or damaged (pixels are missing)");
        }
        filled += count;
      }
    } catch (DataFormatException e) {
      throw new IOException("it is truncated or damaged (" + e.getMessage() + ")", e);
    }
    return target;
  }

  /** Samples of a pixel; 0 if colours come from a palette. */
  private static int channels(byte[] file) {
    return switch (file[HEADER + 9]) {
      case GREY -> 1;
      case GREY_ALPHA -> 2;
      case RGB -> 3;
      case RGB_ALPHA -> 4;
      default -> 0;
    };
  }

  private static int chunkLength(byte[] file, int at) {
    return word(file, at);
  }

  private static int chunkType(byte[] file, int at) {
    return word(file, at + 4);
  }

  private static int word(byte[] file, int at) {
    return (file[at] & 0xff) << 24
        | (file[at + 1] & 0xff) << 16
        | (file[at + 2] & 0xff) << 8
        | (file[at + 3] & 0xff);
  }
}
