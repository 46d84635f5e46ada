package io.headwater.deploy;

import java.nio.file.Path;

/** Paths of this repository. */
final class Repository {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private Repository() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }
}
