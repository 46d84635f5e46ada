package io.headwater.cli.images;

import boofcv.struct.image.GrayU8;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  public static FashionMnist load() {
    try (DataInputStream images = open("t10k-images-idx3-ubyte.gz", IMAGES_MAGIC);
        DataInputStream labels = open("t10k-labels-idx1-ubyte.gz", LABELS_MAGIC)) {
      List<Garment> garments = read(images, labels);
      int split = garments.size() - HELD_OUT;
      return new FashionMnist(
          List.copyOf(garments.subList(0, split)),
          List.copyOf(garments.subList(split, garments.size())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the Fashion-MNIST images", e);
    }
  }

  private static List<Garment> read(DataInputStream images, DataInputStream labels)
      throws IOException {
    int count = images.readInt();
    int height = images.readInt();
    int width = images.readInt();
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

  private static DataInputStream open(String name, int magic) throws IOException {
    InputStream resource = FashionMnist.class.getResourceAsStream("/fashion-mnist/" + name);
    if (resource == null) {
      throw new IOException("fashion-mnist/" + name + " is not on the class path");
    }
    DataInputStream in = new DataInputStream(new GZIPInputStream(resource, 1 << 16));
    int found = in.readInt();
    if (found != magic) {
      throw new IOException(name + " starts with " + found + "; it must start with " + magic);
    }
    return in;
  }
}
