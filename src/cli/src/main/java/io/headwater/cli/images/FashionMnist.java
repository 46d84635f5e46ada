package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The test images of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017), from the class path.
 *
 * @param sent the garments that events are made of
 * @param heldOut the garments that are never sent, for scoring
 */
public record FashionMnist(List<Garment> sent, List<Garment> heldOut) {
  /** Names of the classes, in the order of the labels. */
  public static final List<String> CLASSES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle-boot");

  static final int HELD_OUT = 1_500;

  private static final List<Integer> SHAPE = List.of(28, 28);

  public static FashionMnist load() {
    try (IdxFile images = resource("t10k-images-idx3-ubyte.gz");
        IdxFile labels = resource("t10k-labels-idx1-ubyte.gz")) {
      List<Garment> garments = read(images, labels);
      int split = garments.size() - HELD_OUT;
      return new FashionMnist(
          List.copyOf(garments.subList(0, split)),
          List.copyOf(garments.subList(split, garments.size())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the Fashion-MNIST images", e);
    }
  }

  /**
   * Reads files as they are published: IDX with gzip.
   *
   * @throws IOException if they can't be read, or are not images of 28 x 28 and their labels
   */
  public static List<Garment> read(Path images, Path labels) throws IOException {
    try (IdxFile imageFile = IdxFile.open(Files.newInputStream(images), images.toString());
        IdxFile labelFile = IdxFile.open(Files.newInputStream(labels), labels.toString())) {
      return read(imageFile, labelFile);
    }
  }

  private static List<Garment> read(IdxFile images, IdxFile labels) throws IOException {
    if (!images.itemShape().equals(SHAPE) || !labels.itemShape().isEmpty()) {
      throw new IOException(
          "items are of the shapes %s and %s; they must be images of %s and their labels"
              .formatted(images.itemShape(), labels.itemShape(), SHAPE));
    }
    if (labels.count() != images.count()) {
      throw new IOException("there must be as many labels as images, " + images.count());
    }
    List<Garment> garments = new ArrayList<>(images.count());
    for (int i = 0; i < images.count(); i++) {
      GrayU8 image = new GrayU8(SHAPE.get(1), SHAPE.get(0));
      image.data = images.next();
      garments.add(new Garment(image, Byte.toUnsignedInt(labels.next()[0])));
    }
    return garments;
  }

  private static IdxFile resource(String name) throws IOException {
    InputStream resource = FashionMnist.class.getResourceAsStream("/fashion-mnist/" + name);
    if (resource == null) {
      throw new IOException("fashion-mnist/" + name + " is not on the class path");
    }
    return IdxFile.open(resource, name);
  }
}
