package io.headwater.job.decode;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a PNG file, unpacked as far as they are asked for (ISO/IEC 15948, section 10).
 * Reused for one file after the other.
 */
final class PngData {
  private final Inflater inflater = new Inflater();
  private @Nullable PngFile file;
  private int chunk;

  /**
   * @param newFile whose chunks were read
   */
  void open(PngFile newFile) {
    inflater.reset();
    file = newFile;
    chunk = newFile.firstPixels();
  }

  /**
   * @throws IOException if pixels are missing or damaged
   */
  void fill(byte[] target, int start, int length) throws IOException {
    int filled = 0;
    try {
      while (filled < length) {
        if (inflater.needsInput()) {
          feed();
        }
        int count = inflater.inflate(target, start + filled, length - filled);
        if (count == 0 && !inflater.needsInput()) {
          throw missing();
        }
        filled += count;
      }
    } catch (DataFormatException e) {
      throw new IOException("it is truncated or damaged (" + e.getMessage() + ")", e);
    }
  }

  private void feed() throws IOException {
    PngFile from = requireNonNull(file);
    if (chunk < 0) {
      throw missing();
    }
    inflater.setInput(from.bytes(), from.dataStart(chunk), from.dataLength(chunk));
    chunk = from.nextPixels(chunk);
  }

  private static IOException missing() {
    return new IOException("it is truncated or damaged (pixels are missing)");
  }
}
