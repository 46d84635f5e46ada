package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ImagePreviewTest {
  private final ImagePreview previews = new ImagePreview(Events.LIMITS, 32);

  @Test
  void aSmallImageStaysAsItIs() {
    ImagePreview.Preview preview =
        previews.of(Images.raw(2, 1, 3, 10, 20, 30, 40, 50, 60)).orElseThrow();

    assertThat(preview.shape()).isEqualTo(new ImageShape(3, 1, 2));
    assertThat(preview.pixels()).containsExactly(10, 20, 30, 40, 50, 60);
  }

  @Test
  void aLargeImageShrinksToTheLongestSide() {
    assertThat(previews.of(Images.png(Images.grey(128, 64))).orElseThrow().shape())
        .isEqualTo(new ImageShape(3, 16, 32));
    assertThat(previews.of(Images.jpeg(Images.grey(20, 640))).orElseThrow().shape())
        .isEqualTo(new ImageShape(3, 32, 1));
  }

  @Test
  void whatCantBeReadOrCostsTooMuchHasNone() {
    byte[] png = Images.file("png", new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB));

    assertThat(previews.of(Images.png(new byte[] {1, 2, 3}))).isEmpty();
    assertThat(previews.of(Images.jpeg(png))).isEmpty();
    assertThat(previews.of(Images.png(Images.pngHeader(60_000, 60_000)))).isEmpty();
    assertThat(previews.of(Images.png(png))).as("and then goes on").isPresent();
  }
}
