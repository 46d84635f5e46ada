package io.headwater.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the libraries' warnings go, so that the screen shows only what the command says. The file
 * is there from the first warning on.
 *
 * @param path in the directory for temporary files
 */
record LogFile(Path path) {
  /** To be called before anything logs. */
  static LogFile open() {
    Path path =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "headwater-" + ProcessHandle.current().pid() + ".log");
    System.setProperty("headwater.log", path.toString());
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
