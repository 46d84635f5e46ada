package io.headwater.cli.images;

import boofcv.abst.distort.FDistort;
import boofcv.alg.interpolate.InterpolationType;
import boofcv.struct.image.GrayU8;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Scales grey images and writes them as PNG. */
final class GrayImages {
  static {
    ImageIO.setUseCache(false);
  }

  private GrayImages() {}

  static GrayU8 scaled(GrayU8 image, int width, int height) {
    if (image.width == width && image.height == height) {
      return image;
    }
    GrayU8 scaled = new GrayU8(width, height);
    new FDistort(image, scaled).scaleExt().interp(InterpolationType.BILINEAR).apply();
    return scaled;
  }

  static EncodedImage png(GrayU8 image) {
    BufferedImage buffered =
        new BufferedImage(image.width, image.height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] raster = ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData();
    System.arraycopy(image.data, 0, raster, 0, raster.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
    try {
      ImageIO.write(buffered, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a PNG", e);
    }
    return new EncodedImage(ImageFormat.PNG, ByteBuffer.wrap(out.toByteArray()));
  }
}
