package io.headwater.cli.produce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder with a folder for each class.
 *
 * @param files all that are not hidden, as paths from the folder with slashes, in order
 */
public record ImageFolder(Path path, List<String> files) {
  public ImageFolder {
    files = List.copyOf(files);
  }

  /** Lists it. */
  public static ImageFolder read(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return new ImageFolder(
          folder,
          all.filter(Files::isRegularFile)
              .map(folder::relativize)
              .filter(ImageFolder::isVisible)
              .map(path -> path.toString().replace('\\', '/'))
              .sorted()
              .toList());
    }
  }

  /** The names of its folders that have files, in the order of the alphabet. */
  public List<String> classes() {
    TreeSet<String> names = new TreeSet<>();
    for (String file : files) {
      int slash = file.indexOf('/');
      if (slash > 0) {
        names.add(file.substring(0, slash));
      }
    }
    return List.copyOf(names);
  }

  private static boolean isVisible(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .noneMatch(name -> name.toString().startsWith("."));
  }
}
