package io.headwater.cli.produce;

import java.nio.file.Path;

/**
 * The images that a source names, under one folder. No path leads out of it: a source may come from
 * someone else.
 *
 * @param folder where paths start from
 * @param maxBytes that a file may have
 */
public record SourceImages(Path folder, int maxBytes) {
  private static final int SHOWN = 120;

  public SourceImages {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Where the image is.
   *
   * @throws RefusedException if it would not be in the folder
   * @throws java.nio.file.InvalidPathException if it is no path
   */
  Path file(String name) throws RefusedException {
    Path file = folder.resolve(name).normalize();
    if (file.startsWith(folder)) {
      return file;
    }
    throw new RefusedException(
        "the image '%s' is not in %s; name the folder that has them all with --images"
            .formatted(shown(name), folder));
  }

  /** A name as messages have it. */
  static String shown(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
  }
}
