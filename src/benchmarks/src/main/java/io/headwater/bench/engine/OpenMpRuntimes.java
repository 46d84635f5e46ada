package io.headwater.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The OpenMP libraries in this process; with two of them, idle threads must not spin. */
final class OpenMpRuntimes {
  private static final Path MAPS = Path.of("/proc/self/maps");

  private OpenMpRuntimes() {}

  /** File names; empty where the system doesn't tell. */
  static List<String> loaded() throws IOException {
    if (!Files.isReadable(MAPS)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .map(line -> line.substring(line.lastIndexOf('/') + 1))
          .filter(name -> name.matches("lib[gi]?omp.*\\.so.*"))
          .distinct()
          .sorted()
          .toList();
    }
  }
}
