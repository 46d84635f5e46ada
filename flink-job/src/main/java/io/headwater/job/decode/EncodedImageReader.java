package io.headwater.job.decode;

import io.headwater.schema.EncodedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads images that come as PNG or JPEG files. */
final class EncodedImageReader {
  private static final int MARKER = 0xff;
  private static final int START_OF_IMAGE = 0xd8;

  private final ImageLimit limit;
  private final PlainPngReader plainPng = new PlainPngReader();
  private final ImageFileReader png = new ImageFileReader("png");
  private final ImageFileReader jpeg = new ImageFileReader("jpeg");
  private final RasterRows rows = new RasterRows();

  EncodedImageReader(ImageLimit limit) {
    this.limit = limit;
  }

  void read(String name, EncodedImage image, PixelSink sink) throws UnacceptableException {
    byte[] file = bytes(image.getData());
    switch (image.getFormat()) {
      case PNG -> readPng(name, file, sink);
      case JPEG -> readJpeg(name, file, sink);
    }
  }

  private void readPng(String name, byte[] file, PixelSink sink) throws UnacceptableException {
    PngFile header = new PngFile(name, file);
    limit.check(name, header.width(), header.height());
    limit.spend(name, header.width(), header.height(), header.bytesOfPixel(), 0);
    sink.begin(header.width(), header.height());
    try {
      byte[] pixels = header.pixelsOnly();
      if (plainPng.reads(pixels)) {
        plainPng.send(pixels, header.width(), header.height(), sink);
      } else {
        png.open(pixels);
        BufferedImage image = png.read();
        PngPalette.check(pixels, image);
        rows.send(image, sink);
      }
    } catch (IOException e) {
      throw unreadable(name, "PNG", e);
    }
  }

  private void readJpeg(String name, byte[] file, PixelSink sink) throws UnacceptableException {
    if (file.length < 2 || (file[0] & 0xff) != MARKER || (file[1] & 0xff) != START_OF_IMAGE) {
      throw new UnacceptableException(
          RejectionReason.UNREADABLE_IMAGE,
          name
              + " cannot be read as JPEG: it does not begin as a JPEG file does, but with "
              + FirstBytes.of(file)
              + "; send a whole file of one still image");
    }
    JpegScans scans = JpegScans.of(name, file);
    try {
      jpeg.open(file);
      limit.check(name, jpeg.width(), jpeg.height());
      limit.spend(name, jpeg.width(), jpeg.height(), scans.components(), scans.scans());
      sink.begin(jpeg.width(), jpeg.height());
      if (!jpeg.isGreyOrRgb()) {
        throw new UnacceptableException(
            RejectionReason.UNSUPPORTED_CHANNELS,
            name
                + " has colours that are neither grey nor RGB (CMYK, perhaps); convert it to grey or"
                + " RGB");
      }
      rows.send(jpeg.read(), sink);
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
