package io.headwater.job.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/** Makes PNG files chunk by chunk, also ones that no writer of the JDK makes. */
final class PngFiles {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private PngFiles(int width, int height, int depth, int colourType, int interlacing) {
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colourType).put((byte) 0).put((byte) 0);
    header.put((byte) interlacing);
    chunk("IHDR", header.array());
  }

  static PngFiles of(int width, int height, int depth, int colourType) {
    return new PngFiles(width, height, depth, colourType, 0);
  }

  static PngFiles interlaced(int width, int height, int depth, int colourType) {
    return new PngFiles(width, height, depth, colourType, 1);
  }

  PngFiles chunk(String type, int... data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return chunk(type, bytes);
  }

  PngFiles chunk(String type, byte[] data) {
    file.writeBytes(Images.pngChunk(type, data));
    return this;
  }

  /** Rows without filter, of samples of that depth. */
  byte[] rows(int depth, int[]... rows) {
    ByteArrayOutputStream filtered = new ByteArrayOutputStream();
    for (int[] row : rows) {
      filtered.write(0);
      filtered.writeBytes(packed(depth, row));
    }
    return filtered(filtered.toByteArray(), 1);
  }

  /**
   * @param rows each with its filter before it
   * @param chunks how many to cut their compressed bytes into
   */
  byte[] filtered(byte[] rows, int chunks) {
    byte[] data = deflated(rows);
    for (int i = 0; i < chunks; i++) {
      int from = data.length * i / chunks;
      chunk("IDAT", Arrays.copyOfRange(data, from, data.length * (i + 1) / chunks));
    }
    chunk("IEND");
    return file.toByteArray();
  }

  private static byte[] packed(int depth, int[] samples) {
    byte[] bytes = new byte[(samples.length * depth + 7) / 8];
    for (int i = 0; i < samples.length * depth; i++) {
      int bit = samples[i / depth] >> (depth - 1 - i % depth) & 1;
      bytes[i / 8] |= (byte) (bit << 7 - i % 8);
    }
    return bytes;
  }

  private static byte[] deflated(byte[] rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
