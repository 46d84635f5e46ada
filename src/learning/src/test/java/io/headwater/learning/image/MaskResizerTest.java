package io.headwater.learning.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the formulas of schemas/PREPROCESSING.md, section "Masks", pixel by pixel. */
class MaskResizerTest {
  @ParameterizedTest
  @CsvSource({"127, 0", "128, 1", "255, 1", "0, 0"})
  void aGreyPixelIsAnEdgeFrom128On(int grey, int edge) {
    assertThat(resized(new byte[] {(byte) grey}, new ImageShape(1, 1, 1), new ImageShape(1, 1, 1)))
        .containsExactly(edge);
  }

  /** 299 x red + 587 x green + 114 x blue, from 128,000 on. */
  @ParameterizedTest
  @CsvSource({
    "255, 0, 0, 0", "0, 218, 0, 0", "0, 219, 0, 1", "0, 0, 255, 0", "128, 128, 128, 1",
    "127, 128, 128, 0", "128, 128, 127, 0", "127, 129, 127, 1", "255, 40, 255, 1",
        "255, 39, 255, 1",
    "255, 38, 255, 0"
  })
  void aColouredPixelIsAnEdgeByItsLuma(int red, int green, int blue, int edge) {
    byte[] pixel = {(byte) red, (byte) green, (byte) blue};
    assertThat(resized(pixel, new ImageShape(3, 1, 1), new ImageShape(3, 1, 1)))
        .containsExactly(edge);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 4, 3, 2",
    "5, 7, 3, 2",
    "4, 4, 4, 4",
    "3, 2, 6, 5",
    "1, 1, 4, 3",
    "7, 3, 2, 9",
    "2, 9, 7, 3"
  })
  void thinEdgesSurviveAndLargePixelsAreTheNearest(
      int width, int height, int toWidth, int toHeight) {
    ImageShape from = new ImageShape(1, height, width);
    ImageShape to = new ImageShape(1, toHeight, toWidth);
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      byte[] mask = new byte[from.size()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (byte) (random.nextInt(4) == 0 ? 255 : 0);
      }
      assertThat(resized(mask, from, to)).containsExactly(byFormula(mask, from, to));
      for (int channel = 0; channel < 3; channel++) {
        byte[] planes = decidedBy(channel, mask);
        assertThat(resized(planes, new ImageShape(3, height, width), to))
            .as("channel %d", channel)
            .containsExactly(byFormula(mask, from, to));
      }
    }
  }

  /** Red, green and blue of which one alone makes a pixel an edge, where the mask has one. */
  private static byte[] decidedBy(int channel, byte[] mask) {
    int[][] others = {{0, 100, 0}, {0, 0, 0}, {255, 39, 0}};
    byte[] planes = new byte[3 * mask.length];
    for (int i = 0; i < planes.length; i++) {
      int plane = i / mask.length;
      planes[i] = plane == channel ? mask[i % mask.length] : (byte) others[channel][plane];
    }
    return planes;
  }

  @Test
  void nothingIsLeftOfTheMaskBefore() {
    MaskResizer resizer = new MaskResizer(new ImageShape(1, 2, 2));
    assertThat(resized(resizer, new byte[] {-1, -1, -1, -1}, new ImageShape(1, 2, 2)))
        .containsExactly(1, 1, 1, 1);
    assertThat(resized(resizer, new byte[] {0, -1, 0, 0}, new ImageShape(1, 2, 2)))
        .containsExactly(0, 1, 0, 0);
  }

  /** An edge where one of the pixels is that a pixel of the target covers, or is nearest to. */
  private static byte[] byFormula(byte[] mask, ImageShape from, ImageShape to) {
    byte[] expected = new byte[to.size()];
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        int edge = 0;
        for (int sy = first(y, from.height(), to.height());
            sy <= last(y, from.height(), to.height());
            sy++) {
          for (int sx = first(x, from.width(), to.width());
              sx <= last(x, from.width(), to.width());
              sx++) {
            edge |= mask[sy * from.width() + sx] == 0 ? 0 : 1;
          }
        }
        expected[y * to.width() + x] = (byte) edge;
      }
    }
    return expected;
  }

  private static int first(int target, int from, int to) {
    return from >= to ? target * from / to : nearest(target, from, to);
  }

  /** The last one that is covered by more than nothing. */
  private static int last(int target, int from, int to) {
    return from >= to ? ((target + 1) * from - 1) / to : nearest(target, from, to);
  }

  private static int nearest(int target, int from, int to) {
    return (int) Math.floor((target + 0.5) * from / to);
  }

  private static byte[] resized(byte[] planes, ImageShape from, ImageShape to) {
    return resized(new MaskResizer(to), planes, from);
  }

  private static byte[] resized(MaskResizer resizer, byte[] planes, ImageShape from) {
    resizer.begin(from.width(), from.height());
    resizer.image(planes, 0, from);
    return resizer.mask();
  }
}
