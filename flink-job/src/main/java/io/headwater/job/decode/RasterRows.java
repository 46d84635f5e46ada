package io.headwater.job.decode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Takes the rows out of a decoded image: as they are stored, so that no colour management changes
 * them. 16 bits become 8; what is transparent shows black.
 */
final class RasterRows {
  private static final int[] FROM_START = new int[3];

  private int[] buffer = new int[0];

  void send(BufferedImage image, PixelSink sink) {
    Raster raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      sendPalette(raster, palette, sink);
    } else if (!image.getColorModel().hasAlpha()
        && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte data
        && raster.getParent() == null) {
      sendBytes(data.getData(), model, sink);
    } else {
      sendComponents(image, sink);
    }
  }

  /** The usual case. */
  private static void sendBytes(byte[] data, PixelInterleavedSampleModel model, PixelSink sink) {
    int bands = model.getNumBands();
    int width = model.getWidth();
    byte[][] row = new byte[bands][width];
    for (int y = 0; y < model.getHeight(); y++) {
      for (int band = 0; band < bands; band++) {
        byte[] samples = row[band];
        int at = y * model.getScanlineStride() + model.getBandOffsets()[band];
        for (int x = 0; x < width; x++, at += model.getPixelStride()) {
          samples[x] = data[at];
        }
      }
      sink.row(row, FROM_START);
    }
  }

  private void sendPalette(Raster raster, IndexColorModel palette, PixelSink sink) {
    int width = raster.getWidth();
    byte[][] row = new byte[3][width];
    int[] colors = new int[palette.getMapSize()];
    palette.getRGBs(colors);
    for (int y = 0; y < raster.getHeight(); y++) {
      int[] indices = pixels(raster, y);
      for (int x = 0; x < width; x++) {
        int color = colors[indices[x]];
        int alpha = color >>> 24;
        row[0][x] = (byte) overBlack(color >> 16 & 0xff, alpha, 255);
        row[1][x] = (byte) overBlack(color >> 8 & 0xff, alpha, 255);
        row[2][x] = (byte) overBlack(color & 0xff, alpha, 255);
      }
      sink.row(row, FROM_START);
    }
  }

  private void sendComponents(BufferedImage image, PixelSink sink) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean alpha = image.getColorModel().hasAlpha();
    int colors = alpha ? bands - 1 : bands;
    int full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    byte[][] row = new byte[colors][raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      int[] samples = pixels(raster, y);
      for (int c = 0; c < colors; c++) {
        for (int x = 0; x < raster.getWidth(); x++) {
          int sample = toByte(samples[x * bands + c], full);
          row[c][x] =
              (byte) (alpha ? overBlack(sample, samples[x * bands + colors], full) : sample);
        }
      }
      sink.row(row, FROM_START);
    }
  }

  private int[] pixels(Raster raster, int y) {
    int length = raster.getWidth() * raster.getNumBands();
    if (buffer.length < length) {
      buffer = new int[length];
    }
    return raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, buffer);
  }

  private static int toByte(int sample, int full) {
    return full == 255 ? sample : (int) ((sample * 255L + full / 2) / full);
  }

  /** A sample over black, for an opacity from 0 to {@code full}. */
  static int overBlack(int sample, int alpha, int full) {
    return alpha == full ? sample : (int) (((long) sample * alpha + full / 2) / full);
  }
}
