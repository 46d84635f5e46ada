package io.headwater.job.decode;

import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.RawImage;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes image files. */
final class Images {
  private Images() {}

  /** A grey image whose pixels differ from their neighbours. */
  static BufferedImage grey(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (x * 7 + y * 13) % 256);
      }
    }
    return image;
  }

  /** An image of one pixel row with these samples in each band. */
  static BufferedImage row(int type, int[]... pixels) {
    BufferedImage image = new BufferedImage(pixels.length, 1, type);
    for (int x = 0; x < pixels.length; x++) {
      image.getRaster().setPixel(x, 0, pixels[x]);
    }
    return image;
  }

  static EncodedImage png(RenderedImage image) {
    return png(file("png", image));
  }

  static EncodedImage png(byte[] file) {
    return new EncodedImage(ImageFormat.PNG, ByteBuffer.wrap(file));
  }

  static EncodedImage jpeg(RenderedImage image) {
    return jpeg(file("jpeg", image));
  }

  static EncodedImage jpeg(byte[] file) {
    return new EncodedImage(ImageFormat.JPEG, ByteBuffer.wrap(file));
  }

  static RawImage raw(int width, int height, int channels, int... values) {
    byte[] data = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = (byte) values[i];
    }
    return new RawImage(width, height, channels, ByteBuffer.wrap(data));
  }

  static byte[] file(String format, RenderedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer of " + format + " takes this image");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG file of four channels without a transform, which readers take for CMYK. */
  static byte[] cmykJpeg(WritableRaster raster) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** The beginning of a PNG file of that size, 8-bit grey, with the right CRC and no pixels. */
  static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.writeBytes(pngChunk("IHDR", header.array()));
    return file.toByteArray();
  }

  /** The file with a chunk put in right after the header. */
  static byte[] withChunk(byte[] png, String type, byte[] data) {
    int afterHeader = 8 + 25;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(png, 0, afterHeader);
    file.writeBytes(pngChunk(type, data));
    file.write(png, afterHeader, png.length - afterHeader);
    return file.toByteArray();
  }

  /** The file without the first chunk of a type. */
  static byte[] without(byte[] png, String type) {
    ByteBuffer file = ByteBuffer.wrap(png);
    int at = 8;
    while (!new String(png, at + 4, 4, StandardCharsets.US_ASCII).equals(type)) {
      at += file.getInt(at) + 12;
    }
    int next = at + file.getInt(at) + 12;
    return ByteBuffer.allocate(at + png.length - next)
        .put(png, 0, at)
        .put(png, next, png.length - next)
        .array();
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] typeAndData =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 crc = new CRC32();
    crc.update(typeAndData);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(typeAndData)
        .putInt((int) crc.getValue())
        .array();
  }
}
