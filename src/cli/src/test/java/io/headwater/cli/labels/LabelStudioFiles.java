package io.headwater.cli.labels;

import io.headwater.cli.images.GarmentFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Bodies of Label Studio, whose source their README.md names, and the images that they name. */
public final class LabelStudioFiles {
  private LabelStudioFiles() {}

  public static String read(String name) {
    try (InputStream in = LabelStudioFiles.class.getResourceAsStream("/labelstudio/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Label Studio's folder "media", with two images of 28 x 28. */
  public static Path writeMedia(Path directory) throws IOException {
    Path media = directory.resolve("media");
    Path uploads = Files.createDirectories(media.resolve("upload/2"));
    Files.write(uploads.resolve("a.png"), GarmentFiles.png(0));
    Files.write(uploads.resolve("b c.png"), GarmentFiles.png(1));
    return media;
  }
}
