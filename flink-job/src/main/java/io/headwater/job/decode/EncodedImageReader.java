package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import io.headwater.schema.EncodedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads images that come as PNG or JPEG files, and sends them as they are seen. */
final class EncodedImageReader {
  private final ImageLimit limit;
  private final PngReader png = new PngReader();
  private final ImageFileReader jpeg = new ImageFileReader("jpeg");

  EncodedImageReader(ImageLimit limit) {
    this.limit = limit;
  }

  void read(String name, EncodedImage image, PixelTarget target) throws UnacceptableException {
    byte[] file = bytes(image.getData());
    switch (image.getFormat()) {
      case PNG -> readPng(name, file, target);
      case JPEG -> readJpeg(name, file, target);
    }
  }

  private void readPng(String name, byte[] bytes, PixelTarget target) throws UnacceptableException {
    PngFile file = new PngFile(name, bytes);
    int width = file.header().width();
    int height = file.header().height();
    limit.check(name, width, height);
    limit.spend(name, width, height, file.header().decodedBytes(), 0);
    file.readChunks();
    PixelSink sink = OrientedRows.open(file.orientation(), width, height, target);
    try {
      png.send(file, sink);
    } catch (IOException e) {
      throw unreadable(name, "PNG", e);
    }
  }

  private void readJpeg(String name, byte[] bytes, PixelTarget target)
      throws UnacceptableException {
    JpegFile file = new JpegFile(name, bytes);
    byte[] pixels = file.withoutProfile();
    JpegScans scans = JpegScans.of(name, pixels);
    try {
      jpeg.open(pixels);
      limit.check(name, jpeg.width(), jpeg.height());
      limit.spend(name, jpeg.width(), jpeg.height(), scans.components(), scans.scans());
      PixelSink sink = OrientedRows.open(file.orientation(), jpeg.width(), jpeg.height(), target);
      if (!jpeg.isGreyOrRgb()) {
        throw new UnacceptableException(
            RejectionReason.UNSUPPORTED_CHANNELS,
            name
                + " has colours that are neither grey nor RGB (CMYK, perhaps); convert it to grey or"
                + " RGB");
      }
      RasterRows.send(jpeg.read(), sink);
    } catch (IOException e) {
      throw unreadable(name, "JPEG", e);
    }
  }

  private static UnacceptableException unreadable(String name, String format, IOException e) {
    return new UnacceptableException(
        RejectionReason.UNREADABLE_IMAGE,
        name
            + " cannot be read as "
            + format
            + ": "
            + Quote.line(String.valueOf(e.getMessage()))
            + "; send a whole file of one still image");
  }

  private static byte[] bytes(ByteBuffer data) {
    int start = data.arrayOffset() + data.position();
    return Arrays.copyOfRange(data.array(), start, start + data.remaining());
  }
}
