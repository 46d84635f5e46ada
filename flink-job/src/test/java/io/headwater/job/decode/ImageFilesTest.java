package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.decode.ImageFiles.Pixels;
import io.headwater.job.decode.ImageFiles.UnreadableException;
import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageFilesTest {
  private final ImageFiles files = new ImageFiles(100_000);

  static Stream<GoldenImage> publishedFiles() throws IOException {
    return GoldenImage.all().stream()
        .filter(golden -> !golden.format().equals("RAW") && golden.kind().equals("image"));
  }

  @ParameterizedTest
  @MethodSource("publishedFiles")
  void aFileComesToThePixelsThatTheJobMakesOfIt(GoldenImage golden)
      throws IOException, UnreadableException {
    Pixels pixels = files.read(Files.readAllBytes(GoldenImage.FOLDER.resolve(golden.input())));
    ImageShape input =
        new ImageShape(golden.shape().get(0), golden.shape().get(1), golden.shape().get(2));

    assertThat(new ImageResizer(input).resize(pixels.planes(), pixels.shape()))
        .isEqualTo(golden.expected());
  }

  @Test
  void oneFileAfterTheOtherIsRead() throws UnreadableException {
    byte[] file = Images.file("png", Images.grey(300, 300));
    assertThat(files.read(file).planes()).isEqualTo(files.read(file).planes());
  }

  @Test
  void whatIsNoImageIsRefusedByASentence() {
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "neither a PNG nor a JPEG file");
    assertRefused(new byte[0], "it is empty");
    assertRefused(Images.pngHeader(4, 4), "the image cannot be read as PNG");
    assertRefused(
        Images.file("jpeg", new BufferedImage(400, 400, BufferedImage.TYPE_BYTE_GRAY)),
        "more than 100,000 pixels");
  }

  private void assertRefused(byte[] file, String sentence) {
    assertThatThrownBy(() -> files.read(file))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(sentence);
  }
}
