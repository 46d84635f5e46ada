package io.headwater.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files and folders that are there whole or not at all: written beside their place under another
 * name, then renamed.
 */
public final class WholeOutput {
  private WholeOutput() {}

  /** Writes what is to be there into a path that is not there yet. */
  public interface Content {
    void writeTo(Path path) throws IOException;
  }

  /**
   * Writes a file, in place of one that is there.
   *
   * @throws CommandFailure if it can't be written; what was there stays
   */
  public static void file(Path file, Content content) {
    write(file, content, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a folder; those that it lies in are made.
   *
   * @throws CommandFailure if there is one already, or it can't be written
   */
  public static void folder(Path folder, Content content) {
    if (Files.exists(folder)) {
      throw alreadyThere(folder);
    }
    write(
        folder,
        path -> {
          Files.createDirectory(path);
          content.writeTo(path);
        });
  }

  private static void write(Path target, Content content, StandardCopyOption... options) {
    Path place = target.toAbsolutePath();
    try {
      Path parent = Files.createDirectories(place.resolveSibling(""));
      try (TemporaryDirectory beside =
          new TemporaryDirectory(Files.createTempDirectory(parent, ".headwater-"))) {
        Path written = beside.path().resolve(place.getFileName());
        content.writeTo(written);
        Files.move(written, place, options);
      }
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere(target);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write %s: %s".formatted(target, Reason.of(e)), e);
    }
  }

  private static CommandFailure alreadyThere(Path folder) {
    return CommandFailure.environment(
        "%s is there already; give another folder, or delete it".formatted(folder), null);
  }
}
