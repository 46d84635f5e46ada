package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Images of real garments as files. */
public final class GarmentFiles {
  private GarmentFiles() {}

  /** Writes garment n of those that are never sent as a PNG file. */
  public static Path write(Path file, int n) {
    GrayU8 garment = FashionMnist.load().heldOut().get(n).image();
    BufferedImage image =
        new BufferedImage(garment.width, garment.height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < garment.height; y++) {
      for (int x = 0; x < garment.width; x++) {
        image.getRaster().setSample(x, y, 0, garment.get(x, y));
      }
    }
    try {
      if (!ImageIO.write(image, "png", file.toFile())) {
        throw new IllegalStateException("the JDK writes no PNG");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
