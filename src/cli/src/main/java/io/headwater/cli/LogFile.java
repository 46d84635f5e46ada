package io.headwater.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the libraries' warnings go, so that the screen shows only what the command says. The file
 * is there from the first warning on.
 */
record LogFile(Path path) {
  private static final String PATH = "headwater.log";

  /** Where the launcher says, or among the temporary files. To be called before anything logs. */
  static LogFile open() {
    String name = "headwater-" + ProcessHandle.current().pid() + ".log";
    Path path =
        Optional.ofNullable(System.getProperty(PATH))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("java.io.tmpdir"), name));
    System.setProperty(PATH, path.toString());
    System.setProperty("log4j2.configurationFile", "classpath:headwater-log4j2.xml");
    System.setProperty("java.util.logging.config.class", QuietJavaLogging.class.getName());
    return new LogFile(path);
  }

  boolean exists() {
    return Files.exists(path);
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
