package io.headwater.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that the user names, read into memory within a limit. */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * @param maxBytes that are read at most, over 0
   * @throws CommandFailure if it is not there, can't be read, or is longer
   */
  public static byte[] read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw CommandFailure.environment(
            "%s has more than %,d bytes, the most that is read".formatted(file, maxBytes), null);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw CommandFailure.environment("there is no file " + file, e);
    } catch (IOException e) {
      throw CommandFailure.environment("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
