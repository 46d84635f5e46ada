package io.headwater.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.task.ImageShape;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageResizerTest {
  private final Random random = new Random(1);

  @Test
  void theFormulasOfTheDocumentGiveTheSamePixels() {
    for (int i = 0; i < 200; i++) {
      ImageShape from = randomShape();
      ImageShape to = randomShape();
      byte[] pixels = randomPixels(from);

      assertThat(new ImageResizer(to).resize(pixels, from))
          .as("%s to %s", from, to)
          .isEqualTo(byFormula(pixels, from, to));
    }
  }

  @ParameterizedTest
  @CsvSource({"65535, 1, 7, 3", "65535, 3, 65534, 1", "3, 2, 65535, 5", "1, 65535, 2, 65535"})
  void sumsOfTheLongestSidesAreExact(int width, int height, int toWidth, int toHeight) {
    ImageShape from = new ImageShape(3, height, width);
    ImageShape to = new ImageShape(1, toHeight, toWidth);
    byte[] pixels = randomPixels(from);

    assertThat(new ImageResizer(to).resize(pixels, from)).isEqualTo(byFormula(pixels, from, to));
  }

  /** Row by row, as readers send them, from anywhere in an array. */
  @Test
  void rowsOfTheWantedSizeAreCopied() {
    ImageResizer resizer = new ImageResizer(new ImageShape(3, 2, 2));
    for (int round = 1; round <= 2; round++) {
      resizer.begin(2, 2);
      byte[] samples = {0, 1, 2, 3, 4, 5, 6};
      resizer.row(new byte[][] {samples, samples, samples}, new int[] {1, 2, 3});
      resizer.row(new byte[][] {samples, samples, samples}, new int[] {3, 4, 5});
      assertThat(resizer.pixels()).containsExactly(1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6);
    }
  }

  @Test
  void halfIsRoundedUp() {
    assertThat(resize(new ImageShape(1, 1, 2), new ImageShape(1, 1, 1), 0, 1)).containsExactly(1);
    assertThat(resize(new ImageShape(1, 2, 2), new ImageShape(1, 1, 1), 254, 255, 255, 254))
        .containsExactly(255);
    // 0.114 x 250 = 28.5
    assertThat(resize(new ImageShape(3, 1, 1), new ImageShape(1, 1, 1), 0, 0, 250))
        .containsExactly(29);
  }

  @Test
  void aConstantImageStaysConstantAtAnySize() {
    ImageShape to = new ImageShape(3, 13, 17);
    ImageResizer resizer = new ImageResizer(to);
    for (int side = 1; side < 40; side++) {
      ImageShape from = new ImageShape(1, side, 40 - side);
      byte[] pixels = new byte[from.size()];
      Arrays.fill(pixels, (byte) side);
      assertThat(resizer.resize(pixels, from)).containsOnly(side);
    }
  }

  @Test
  void theGivenPixelsAreCopiedWhereNothingChanges() {
    ImageShape shape = new ImageShape(3, 5, 4);
    byte[] pixels = randomPixels(shape);

    byte[] result = new ImageResizer(shape).resize(pixels, shape);

    assertThat(result).isEqualTo(pixels).isNotSameAs(pixels);
  }

  @Test
  void pixelsThatDoNotFillTheirShapeAreRefused() {
    ImageResizer resizer = new ImageResizer(new ImageShape(1, 2, 2));

    assertThatThrownBy(() -> resizer.resize(new byte[11], new ImageShape(3, 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("11 bytes are not an image of 3x2x2 bytes");
  }

  @Test
  void aSideThatIsTooLongForExactSumsIsRefused() {
    ImageResizer resizer = new ImageResizer(new ImageShape(1, 2, 2));

    assertThatThrownBy(() -> resizer.resize(new byte[65_536], new ImageShape(1, 1, 65_536)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536 pixels; it must be at most 65535");
  }

  /** Written from schemas/PREPROCESSING.md alone, in whole numbers of any size. */
  private static byte[] byFormula(byte[] pixels, ImageShape from, ImageShape to) {
    byte[] result = new byte[to.size()];
    int wholeX = whole(from.width(), to.width());
    int wholeY = whole(from.height(), to.height());
    boolean toGrey = from.channels() == 3 && to.channels() == 1;
    for (int c = 0; c < to.channels(); c++) {
      for (int v = 0; v < to.height(); v++) {
        for (int u = 0; u < to.width(); u++) {
          BigInteger sum = BigInteger.ZERO;
          for (int y : near(v, from.height(), to.height())) {
            long partsY = parts(y, v, from.height(), to.height());
            for (int x : near(u, from.width(), to.width())) {
              long partsX = parts(x, u, from.width(), to.width());
              if (partsX > 0) {
                long value = value(pixels, from, toGrey, c, y, x);
                sum =
                    sum.add(
                        BigInteger.valueOf(partsX * partsY).multiply(BigInteger.valueOf(value)));
              }
            }
          }
          BigInteger whole =
              BigInteger.valueOf((long) wholeX * wholeY)
                  .multiply(BigInteger.valueOf(toGrey ? 1000 : 1));
          result[(c * to.height() + v) * to.width() + u] =
              sum.shiftLeft(1).add(whole).divide(whole.shiftLeft(1)).byteValue();
        }
      }
    }
    return result;
  }

  /** All pixels that can have a part in pixel j. */
  private static int[] near(int j, int from, int to) {
    int first = (int) Math.max(0, (long) j * from / to - 1);
    int last = (int) Math.min(from - 1L, (j + 1L) * from / to + 1);
    return IntStream.rangeClosed(first, last).toArray();
  }

  private static long value(
      byte[] pixels, ImageShape from, boolean toGrey, int channel, int y, int x) {
    int pixel = y * from.width() + x;
    if (!toGrey) {
      return pixels[(from.channels() == 1 ? 0 : channel) * from.pixels() + pixel] & 0xff;
    }
    return 299 * (pixels[pixel] & 0xff)
        + 587 * (pixels[from.pixels() + pixel] & 0xff)
        + 114 * (pixels[2 * from.pixels() + pixel] & 0xff);
  }

  private static int whole(int from, int to) {
    return from >= to ? from : 2 * to;
  }

  private static long parts(int i, int j, int from, int to) {
    if (from >= to) {
      return Math.max(
          0, Math.min((i + 1L) * to, (j + 1L) * from) - Math.max((long) i * to, (long) j * from));
    }
    long centre = Math.max(0, Math.min(2L * to * (from - 1L), (2L * j + 1) * from - to));
    return Math.max(0, 2L * to - Math.abs(2L * to * i - centre));
  }

  private ImageShape randomShape() {
    return new ImageShape(
        random.nextBoolean() ? 1 : 3, 1 + random.nextInt(20), 1 + random.nextInt(20));
  }

  private byte[] randomPixels(ImageShape shape) {
    byte[] pixels = new byte[shape.size()];
    random.nextBytes(pixels);
    return pixels;
  }

  private static byte[] resize(ImageShape from, ImageShape to, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return new ImageResizer(to).resize(pixels, from);
  }
}
