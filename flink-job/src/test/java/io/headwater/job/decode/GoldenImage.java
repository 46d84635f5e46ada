package io.headwater.job.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.RawImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A published image, and what must come of it at a model's input: an entry of the index of
 * schemas/src/published/preprocessing.
 *
 * @param inputShape [C, H, W] of a raw image; empty for a file, which says it itself
 * @param kind image or mask
 * @param shape [C, H, W] of the model's input
 * @param tolerance by how much a pixel may differ elsewhere; here none may
 */
record GoldenImage(
    String input,
    String format,
    List<Integer> inputShape,
    String kind,
    List<Integer> shape,
    String output,
    int tolerance) {
  static final Path FOLDER = Path.of("..", "schemas", "src", "published", "preprocessing", "v1");

  GoldenImage {
    inputShape = inputShape == null ? List.of() : List.copyOf(inputShape);
  }

  static List<GoldenImage> all() throws IOException {
    byte[] index = Files.readAllBytes(FOLDER.resolve("index.json"));
    return List.of(new ObjectMapper().readValue(index, GoldenImage[].class));
  }

  byte[] expected() throws IOException {
    return Files.readAllBytes(FOLDER.resolve(output));
  }

  /** What this decoder makes of the input. */
  byte[] decoded() throws IOException, UnacceptableException {
    ImageDecoder decoder =
        new ImageDecoder(new ImageShape(shape.get(0), shape.get(1), shape.get(2)), Events.LIMITS);
    DecodedImage image = decoder.decode("image", image());
    return kind.equals("mask") ? decoder.decodeMask("mask", image(), image) : image.pixels();
  }

  private Object image() throws IOException {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve(input));
    return switch (format) {
      case "PNG" -> Images.png(bytes);
      case "JPEG" -> Images.jpeg(bytes);
      default ->
          new RawImage(
              inputShape.get(2), inputShape.get(1), inputShape.get(0), ByteBuffer.wrap(bytes));
    };
  }

  @Override
  public String toString() {
    return output;
  }
}
