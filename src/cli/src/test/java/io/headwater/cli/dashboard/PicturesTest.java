package io.headwater.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private final Pictures pictures = new Pictures();

  @Test
  void coloursAndPlacesStay() throws IOException {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    Picture picture = pictures.ofPixels(new ImageShape(3, 1, 2), pixels);

    BufferedImage image = read(picture);
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x010305);
    assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x020406);
  }

  @Test
  void edgesAreAsOpaqueAsTheyAreProbable() throws IOException {
    Picture picture = pictures.ofEdges(new ImageShape(1, 1, 3), new float[] {0, 0.5f, 1});

    BufferedImage image = read(picture);
    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    assertThat(image.getRGB(1, 0) >>> 24).isEqualTo(128);
    assertThat(image.getRGB(2, 0) >>> 24).isEqualTo(255);
  }

  @Test
  void theOldestGo() {
    ImageShape shape = new ImageShape(1, 1, 2);
    Picture first = pictures.ofPixels(shape, new byte[] {0, 1});
    Picture second = pictures.ofPixels(shape, new byte[] {0, 2});
    pictures.ofPixels(shape, new byte[] {0, 1});
    for (int i = 0; i < 255; i++) {
      pictures.ofPixels(shape, new byte[] {1, (byte) i});
    }

    assertThat(pictures.find(second.path())).isEmpty();
    assertThat(pictures.find(first.path())).as("made again, it is new again").isPresent();
  }

  private BufferedImage read(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(pictures.find(picture.path()).orElseThrow()));
  }
}
