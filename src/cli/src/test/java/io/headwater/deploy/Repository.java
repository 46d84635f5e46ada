package io.headwater.deploy;

import java.nio.file.Path;

/** Paths of this repository. */
public final class Repository {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private Repository() {}

  public static Path file(String path) {
    return ROOT.resolve(path);
  }
}
