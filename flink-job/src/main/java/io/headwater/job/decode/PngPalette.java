package io.headwater.job.decode;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The palette of a PNG file (ISO/IEC 15948, section 11.2.3). The JDK's reader fills it up with
 * black; here an index that the file gives no colour is damage.
 */
final class PngPalette {
  private static final int FIRST_CHUNK_AFTER_HEADER = 33;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int PLTE = 0x504c5445;
  private static final int IDAT = 0x49444154;
  private static final int BYTES_OF_A_COLOUR = 3;

  private PngPalette() {}

  /**
   * @param file whole, with right checksums
   * @param image what the JDK made of it
   * @throws IOException if a pixel has no colour
   */
  static void check(byte[] file, BufferedImage image) throws IOException {
    int colours = colours(file);
    if (!(image.getColorModel() instanceof IndexColorModel palette)
        || colours == 0
        || colours >= palette.getMapSize()) {
      return;
    }
    Raster raster = image.getRaster();
    int[] row = new int[raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, row);
      for (int index : row) {
        if (index >= colours) {
          throw new IOException(
              "it has a pixel of colour " + index + " in a palette of " + colours + " colours");
        }
      }
    }
  }

  /** 0 if there is no palette. */
  private static int colours(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    int at = FIRST_CHUNK_AFTER_HEADER;
    while (buffer.getInt(at + 4) != IDAT && at + CHUNK_FRAME_BYTES < file.length) {
      if (buffer.getInt(at + 4) == PLTE) {
        return buffer.getInt(at) / BYTES_OF_A_COLOUR;
      }
      at += buffer.getInt(at) + CHUNK_FRAME_BYTES;
    }
    return 0;
  }
}
