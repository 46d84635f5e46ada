package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;

/**
 * Takes the rows out of an image that the JDK decoded: as they are stored, so that no colour
 * management changes them.
 */
final class RasterRows {
  private RasterRows() {}

  /**
   * @throws IOException if its samples are not bytes of grey, or of red, green and blue
   */
  static void send(BufferedImage image, PixelSink sink) throws IOException {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    if ((bands != 1 && bands != 3)
        || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)
        || !(raster.getDataBuffer() instanceof DataBufferByte data)
        || raster.getParent() != null) {
      throw new IOException("its " + bands + " channels are not stored as bytes of one image");
    }
    sendBytes(data.getData(), model, sink);
  }

  private static void sendBytes(byte[] data, PixelInterleavedSampleModel model, PixelSink sink) {
    int bands = model.getNumBands();
    int width = model.getWidth();
    byte[][] row = new byte[bands][width];
    int[] starts = new int[bands];
    for (int y = 0; y < model.getHeight(); y++) {
      for (int band = 0; band < bands; band++) {
        byte[] samples = row[band];
        int at = y * model.getScanlineStride() + model.getBandOffsets()[band];
        for (int x = 0; x < width; x++, at += model.getPixelStride()) {
          samples[x] = data[at];
        }
      }
      sink.row(row, starts);
    }
  }
}
