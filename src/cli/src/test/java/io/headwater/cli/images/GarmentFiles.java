package io.headwater.cli.images;

import io.headwater.schema.EncodedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The committed Fashion-MNIST images as files, as a user has them. */
public final class GarmentFiles {
  private static final FashionMnist IMAGES = FashionMnist.load();

  private GarmentFiles() {}

  /** Writes so many images as PNG files into a folder for each class. */
  public static void write(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Garment garment = IMAGES.sent().get(i);
      Path of = Files.createDirectories(folder.resolve(className(garment)));
      Files.write(of.resolve(i + ".png"), png(garment));
    }
  }

  /** Writes garment n of those that no folder has as a PNG file. */
  public static Path writeHeldOut(Path file, int n) {
    try {
      return Files.write(file, png(IMAGES.heldOut().get(n)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Garments that no folder has. */
  public static List<Garment> heldOut() {
    return IMAGES.heldOut();
  }

  /** Image i of those that are written. */
  public static byte[] png(int i) {
    return png(IMAGES.sent().get(i));
  }

  public static String className(Garment garment) {
    return FashionMnist.CLASSES.get(garment.label());
  }

  private static byte[] png(Garment garment) {
    EncodedImage image = GrayImages.png(garment.image());
    return image.getData().array();
  }
}
