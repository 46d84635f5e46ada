package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;
import java.io.IOException;

/**
 * Reads PNG files of every kind that the standard knows (ISO/IEC 15948), in 8 bits, and what is
 * transparent over black: the rules of schemas/PREPROCESSING.md. Reused for one file after the
 * other.
 */
final class PngReader {
  /** Bytes that are unpacked at once, if a row is not longer. */
  private static final int BLOCK_BYTES = 1 << 16;

  /** First column, first row, and distance of columns and rows of each pass (section 8). */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final PngData data = new PngData();
  private byte[] block = new byte[0];

  /**
   * Sends the rows as they are stored, from the top.
   *
   * @param file whose chunks were read
   * @throws IOException if pixels are missing or damaged; rows may have been sent before
   */
  void send(PngFile file, PixelSink sink) throws IOException {
    PngHeader header = file.header();
    PngColours colours = new PngColours(file);
    data.open(file);
    if (header.interlaced()) {
      sendInterlaced(header, colours, sink);
    } else {
      sendRows(header, header.width(), header.height(), colours, sink);
    }
  }

  private void sendInterlaced(PngHeader header, PngColours colours, PixelSink sink)
      throws IOException {
    ImageShape shape = new ImageShape(colours.planes(), header.height(), header.width());
    byte[] planes = new byte[Math.multiplyExact(colours.planes(), shape.pixels())];
    for (int[] pass : PASSES) {
      int width = (header.width() - pass[0] + pass[2] - 1) / pass[2];
      int height = (header.height() - pass[1] + pass[3] - 1) / pass[3];
      if (width > 0 && height > 0) {
        PixelSink scattered = new PassRows(planes, shape, width, pass);
        sendRows(header, width, height, colours, scattered);
      }
    }
    sink.image(planes, 0, shape);
  }

  private void sendRows(PngHeader header, int width, int height, PngColours colours, PixelSink sink)
      throws IOException {
    int stride = header.rowBytes(width);
    // Each row has the byte of its filter before it, and the first one the last of the block
    // before.
    int length = stride + 1;
    int atOnce = Math.min(height, Math.max(1, BLOCK_BYTES / length));
    if (block.length < (atOnce + 1) * length) {
      block = new byte[(atOnce + 1) * length];
    }
    for (int y = 0; y < height; y += atOnce) {
      int count = Math.min(atOnce, height - y);
      data.fill(block, length, count * length);
      for (int i = 1; i <= count; i++) {
        PngFilter.undo(block, i * length, stride, header.pixelBytes(), y + i == 1);
        colours.send(block, i * length + 1, width, sink);
      }
      System.arraycopy(block, count * length, block, 0, length);
    }
  }

  /** Takes the rows of a pass to their pixels. */
  private static final class PassRows implements PixelSink {
    private final byte[] planes;
    private final ImageShape shape;
    private final int width;
    private final int[] pass;
    private int row;

    PassRows(byte[] planes, ImageShape shape, int width, int[] pass) {
      this.planes = planes;
      this.shape = shape;
      this.width = width;
      this.pass = pass;
    }

    @Override
    public void row(byte[][] samples, int[] starts) {
      int y = pass[1] + row * pass[3];
      for (int c = 0; c < samples.length; c++) {
        int at = (c * shape.height() + y) * shape.width() + pass[0];
        for (int x = 0; x < width; x++) {
          planes[at + x * pass[2]] = samples[c][starts[c] + x];
        }
      }
      row++;
    }
  }
}
