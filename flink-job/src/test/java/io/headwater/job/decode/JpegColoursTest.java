package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How schemas/PREPROCESSING.md says that a JPEG file's three components are taken for colours. */
class JpegColoursTest {
  private static final int JFIF = 0xe0;
  private static final int ADOBE = 0xee;
  private static final int FRAME = 0xc0;
  private static final int SCAN = 0xda;
  private static final int NONE = -1;

  @ParameterizedTest
  @CsvSource({
    "true, -1, 1",
    "true, -1, 82",
    "true, 1, 1",
    "false, 1, 82",
    "false, -1, 1",
    "false, -1, 7"
  })
  void componentsAreLumaAndChroma(boolean jfif, int adobe, int firstId)
      throws UnacceptableException {
    byte[] pixels = decode(file(jfif, adobe, firstId));

    assertThat(pixels[0] & 0xff).isBetween(198, 202);
    assertThat(pixels[1] & 0xff).isBetween(98, 102);
    assertThat(pixels[2] & 0xff).isBetween(48, 52);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 7", "-1, 82"})
  void componentsAreRedGreenAndBlue(int adobe, int firstId) throws UnacceptableException {
    byte[] pixels = decode(file(false, adobe, firstId));

    // The luma and chroma of the colour.
    assertThat(pixels[0] & 0xff).isBetween(122, 126);
    assertThat(pixels[1] & 0xff).isBetween(84, 88);
    assertThat(pixels[2] & 0xff).isBetween(180, 184);
  }

  @Test
  void anUnknownTransformIsRefused() {
    assertThatThrownBy(() -> decode(file(false, 2, 1))).isInstanceOf(UnacceptableException.class);
    assertThatThrownBy(() -> decode(file(true, 0, 1))).isInstanceOf(UnacceptableException.class);
  }

  private static byte[] decode(byte[] jpeg) throws UnacceptableException {
    return new ImageDecoder(new ImageShape(3, 1, 1), Events.LIMITS)
        .decode("image", Images.jpeg(jpeg))
        .pixels();
  }

  /**
   * A file of one colour, in luma and chroma of half the size.
   *
   * @param adobe the transform that its Adobe segment names
   * @param firstId of a component: 1, 2 and 3 follow 1; R, G and B follow R; and so on
   */
  private static byte[] file(boolean jfif, int adobe, int firstId) {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    int[] colours = new int[256];
    Arrays.fill(colours, 0xc86432);
    image.setRGB(0, 0, 16, 16, colours, 0, 16);
    byte[] jpeg = Images.file("jpeg", image);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    if (adobe != NONE) {
      file.writeBytes(new byte[] {(byte) 0xff, (byte) ADOBE, 0, 14, 'A', 'd', 'o', 'b', 'e'});
      file.writeBytes(new byte[] {0, 100, 0, 0, 0, 0, (byte) adobe});
    }
    int at = 2;
    int type;
    do {
      type = jpeg[at + 1] & 0xff;
      int end = at + 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
      for (int c = 0; c < 3 && (type == FRAME || type == SCAN); c++) {
        jpeg[type == FRAME ? at + 10 + 3 * c : at + 5 + 2 * c] = id(firstId, c);
      }
      if (jfif || type != JFIF) {
        file.write(jpeg, at, end - at);
      }
      at = end;
    } while (type != SCAN);
    file.write(jpeg, at, jpeg.length - at);
    return file.toByteArray();
  }

  private static byte id(int first, int component) {
    return (byte) (first == 'R' ? "RGB".charAt(component) : first + component);
  }
}
