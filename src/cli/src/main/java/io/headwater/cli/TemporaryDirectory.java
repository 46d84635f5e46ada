package io.headwater.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory that is gone when it closes, with all that is in it. */
public record TemporaryDirectory(Path path) implements AutoCloseable {
  /** The launcher's name for the directory that it made for this process. */
  private static final String OF_PROCESS = "headwater.temporary";

  public static TemporaryDirectory create() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("headwater-"));
    } catch (IOException e) {
      throw CommandFailure.environment(
          "cannot write to the directory for temporary files, "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  /** The one that all libraries in this process use, if it is this process's own. */
  static Optional<TemporaryDirectory> ofThisProcess() {
    return Optional.ofNullable(System.getProperty(OF_PROCESS))
        .map(directory -> new TemporaryDirectory(Path.of(directory)));
  }

  /** Others may delete there at the same time. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      throw CommandFailure.failed("cannot delete " + path, e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
