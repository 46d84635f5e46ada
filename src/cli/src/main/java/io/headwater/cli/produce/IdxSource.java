package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.images.IdxFile;
import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Grey images and their classes in two files of the format IDX, as MNIST and its like have them.
 */
final class IdxSource implements Source {
  private final Path images;
  private final Path labels;
  private final String task;
  private final int count;

  /**
   * @param task the name of a classification
   * @throws CommandFailure if they are no images and labels
   */
  IdxSource(Path images, Path labels, String task) throws IOException {
    this.images = images;
    this.labels = labels;
    this.task = task;
    try (IdxFile imageFile = open(images);
        IdxFile labelFile = open(labels)) {
      this.count = imageFile.count();
      if (imageFile.itemShape().size() != 2 || !labelFile.itemShape().isEmpty()) {
        throw CommandFailure.environment(
            "%s has items of %s and %s of %s; they must be grey images [H, W] and single labels []"
                .formatted(images, imageFile.itemShape(), labels, labelFile.itemShape()),
            null);
      }
      if (count != labelFile.count()) {
        throw CommandFailure.environment(
            "%s has %d images and %s has %d labels; there must be as many"
                .formatted(images, count, labels, labelFile.count()),
            null);
      }
    }
  }

  /** Where the labels of a file of images usually are. */
  static Path usualLabels(Path images) {
    String name = images.getFileName().toString();
    return images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(count);
  }

  @Override
  public Reading open(long pass) throws IOException {
    IdxFile imageFile = open(images);
    IdxFile labelFile = open(labels);
    return new Reading() {
      private int next;

      @Override
      public Optional<Item> next() throws IOException {
        if (next == count) {
          return Optional.empty();
        }
        byte[] pixels = imageFile.next();
        int label = Byte.toUnsignedInt(labelFile.next()[0]);
        String where = images.getFileName() + ":" + next++;
        return Optional.of(
            new Item(where, () -> event(where, pixels, imageFile.itemShape(), label)));
      }

      @Override
      public void close() throws IOException {
        try (imageFile;
            labelFile) {
          next = count;
        }
      }
    };
  }

  private LabelledImageEvent event(String id, byte[] pixels, List<Integer> shape, int label) {
    return LabelledImageEvent.ofPixels(id, shape.get(1), shape.get(0), 1, pixels)
        .classLabel(task, label);
  }

  private static IdxFile open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw CommandFailure.environment(
          "there is no file %s: name the file of labels with --labels".formatted(file), null);
    }
    return IdxFile.open(Files.newInputStream(file), file.getFileName().toString());
  }
}
