package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

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

  private static final int IMAGES_MAGIC = 0x803;
  private static final int LABELS_MAGIC = 0x801;
  private static final int SIDE = 28;

  public static FashionMnist load() {
    try (DataInputStream images = resource("t10k-images-idx3-ubyte.gz", IMAGES_MAGIC);
        DataInputStream labels = resource("t10k-labels-idx1-ubyte.gz", LABELS_MAGIC)) {
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
    try (DataInputStream imageFile =
            open(Files.newInputStream(images), images.toString(), IMAGES_MAGIC);
        DataInputStream labelFile =
            open(Files.newInputStream(labels), labels.toString(), LABELS_MAGIC)) {
      return read(imageFile, labelFile);
    }
  }

  private static List<Garment> read(DataInputStream images, DataInputStream labels)
      throws IOException {
    int count = images.readInt();
    int height = images.readInt();
    int width = images.readInt();
    if (height != SIDE || width != SIDE) {
      throw new IOException(
          "images are of " + width + " x " + height + " pixels; they must be of 28 x 28");
    }
    if (labels.readInt() != count) {
      throw new IOException("there must be as many labels as images, " + count);
    }
    List<Garment> garments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      GrayU8 image = new GrayU8(width, height);
      images.readFully(image.data);
      garments.add(new Garment(image, labels.readUnsignedByte()));
    }
    return garments;
  }

  private static DataInputStream resource(String name, int magic) throws IOException {
    InputStream resource = FashionMnist.class.getResourceAsStream("/fashion-mnist/" + name);
    if (resource == null) {
      throw new IOException("fashion-mnist/" + name + " is not on the class path");
    }
    return open(resource, name, magic);
  }

  private static DataInputStream open(InputStream file, String name, int magic) throws IOException {
    DataInputStream in = new DataInputStream(new GZIPInputStream(file, 1 << 16));
    int found = in.readInt();
    if (found != magic) {
      throw new IOException(name + " starts with " + found + "; it must start with " + magic);
    }
    return in;
  }
}
