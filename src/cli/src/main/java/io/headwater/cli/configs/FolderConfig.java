package io.headwater.cli.configs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.produce.ImageFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A configuration to begin with, for a folder of images by class: it learns the class. */
final class FolderConfig {
  private static final int SMALL_SIDE = 32;
  private static final int SMALL_INPUT = 28;
  private static final int USUAL_INPUT = 64;

  private FolderConfig() {}

  /**
   * The file's text.
   *
   * @throws CommandFailure if it is no folder with folders of images
   */
  static String yaml(Path folder) {
    try {
      ImageFolder images = ImageFolder.read(folder);
      List<String> classes = images.classes();
      if (classes.size() < 2) {
        throw CommandFailure.environment(
            "%s must have a folder for each of two or more classes, with images in it; it has %s"
                .formatted(folder, classes),
            null);
      }
      return ReadyConfig.text("/config-templates/folder.yaml")
          .replace("INPUT", input(images))
          .replace("NAME", name(folder))
          .replace("CLASSES", json(classes));
    } catch (IOException e) {
      throw CommandFailure.environment("cannot read %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private static String name(Path folder) {
    String last = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    String name =
        last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "images" : name;
  }

  /** JSON is YAML, whatever the names are. */
  private static String json(List<String> classes) throws JsonProcessingException {
    return new JsonMapper().writeValueAsString(classes).replace("\",\"", "\", \"");
  }

  /** As the first image is: small or not, grey or in colours. Only its header is read. */
  private static String input(ImageFolder images) throws IOException {
    for (String file : images.files()) {
      try (ImageInputStream in =
          ImageIO.createImageInputStream(images.path().resolve(file).toFile())) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (readers.hasNext()) {
          return input(readers.next(), in);
        }
      }
    }
    throw new IOException("none of its files is an image");
  }

  private static String input(ImageReader reader, ImageInputStream in) throws IOException {
    reader.setInput(in);
    try {
      int side =
          Math.max(reader.getWidth(0), reader.getHeight(0)) <= SMALL_SIDE
              ? SMALL_INPUT
              : USUAL_INPUT;
      int colours = reader.getImageTypes(0).next().getColorModel().getNumColorComponents();
      return "{channels: %d, height: %d, width: %d}".formatted(colours == 1 ? 1 : 3, side, side);
    } finally {
      reader.dispose();
    }
  }
}
