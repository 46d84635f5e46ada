package io.headwater.bench.quality;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.images.FashionMnist;
import io.headwater.cli.images.Garment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST in a folder, as published (Xiao, Rasul and Vollgraf, 2017): four IDX files with
 * gzip.
 *
 * @param train 60,000 garments
 * @param test 10,000
 */
record GarmentFolder(List<Garment> train, List<Garment> test) {
  /** Where the Debian package dataset-fashion-mnist has it. */
  static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

  /**
   * @throws CommandFailure if it can't be read, saying how to get it
   */
  static GarmentFolder read(Path folder) {
    return new GarmentFolder(part(folder, "train"), part(folder, "t10k"));
  }

  private static List<Garment> part(Path folder, String name) {
    Path images = folder.resolve(name + "-images-idx3-ubyte.gz");
    Path labels = folder.resolve(name + "-labels-idx1-ubyte.gz");
    if (!Files.isRegularFile(images) || !Files.isRegularFile(labels)) {
      throw CommandFailure.environment(
          "there is no Fashion-MNIST in %s (it must have %s and %s): install it (Debian: apt-get install dataset-fashion-mnist), or name its folder with --images"
              .formatted(folder, images.getFileName(), labels.getFileName()),
          null);
    }
    try {
      return FashionMnist.read(images, labels);
    } catch (IOException e) {
      throw CommandFailure.environment(
          "Fashion-MNIST in " + folder + " can't be read: " + Reason.of(e), e);
    }
  }
}
