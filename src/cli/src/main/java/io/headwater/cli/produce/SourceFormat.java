package io.headwater.cli.produce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a source is made of. */
enum SourceFormat {
  /** A folder for each class. */
  FOLDER("(?!)"),
  CSV(".*\\.csv"),
  JSONL(".*\\.(jsonl|ndjson)"),
  COCO(".*\\.json"),

  /** An export of Label Studio: a JSON file, too, but an array. */
  LABEL_STUDIO("(?!)"),
  IDX(".*(idx3-ubyte|\\.idx3?)(\\.gz)?");

  private final String fileName;

  SourceFormat(String fileName) {
    this.fileName = fileName;
  }

  /** What the source's name says that it is. */
  static Optional<SourceFormat> of(Path source) {
    if (Files.isDirectory(source)) {
      return Optional.of(FOLDER);
    }
    String name = source.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> name.matches(format.fileName)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
