package io.headwater.learning.augment;

import static io.headwater.learning.augment.Pictures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What changes pixels where they are leaves labels alone. */
class PhotometryTest {
  private static final ImageShape PIXEL = new ImageShape(3, 1, 1);
  private static final Box BOX = new Box(0.1, 0.2, 0.3, 0.4);

  /** The mean is 50. */
  @Test
  void brightnessMultipliesAndContrastKeepsTheMean() {
    byte[] grey = bytes(20, 40, 90);
    assertThat(new GreyChange(1, 1).pixels(grey)).isEqualTo(grey);
    assertThat(new GreyChange(1.5, 1).pixels(grey)).isEqualTo(bytes(30, 60, 135));
    assertThat(new GreyChange(1, 2).pixels(grey)).isEqualTo(bytes(0, 30, 130));
    assertThat(new GreyChange(2, 0.5).pixels(grey)).isEqualTo(bytes(70, 90, 140));
    assertThat(new GreyChange(4, 1).pixels(grey)).isEqualTo(bytes(80, 160, 255));
  }

  @Test
  void aThirdOfACircleTurnsRedToGreenToBlue() {
    byte[] colour = bytes(200, 100, 30);
    assertThat(new ColourChange(1, 1, 1, 1 / 3.0).pixels(colour)).isEqualTo(bytes(30, 200, 100));
    assertThat(new ColourChange(1, 1, 1, -1 / 3.0).pixels(colour)).isEqualTo(bytes(100, 30, 200));
    assertThat(new ColourChange(1, 1, 1, 0).pixels(colour)).isEqualTo(colour);
  }

  /** 0.299 x 200 + 0.587 x 100 + 0.114 x 30 is 121.92. */
  @Test
  void saturationIsDistanceFromGrey() {
    byte[] colour = bytes(200, 100, 30);
    assertThat(new ColourChange(1, 1, 0, 0).pixels(colour)).isEqualTo(bytes(122, 122, 122));
    assertThat(new ColourChange(1, 1, 0.5, 0).pixels(colour)).isEqualTo(bytes(161, 111, 76));
    assertThat(new ColourChange(1, 0, 1, 0).pixels(bytes(40, 40, 40))).isEqualTo(bytes(40, 40, 40));
    assertThat(new ColourChange(0.5, 1, 1, 0).pixels(colour)).isEqualTo(bytes(100, 50, 15));
  }

  @Test
  void greyStaysGreyWhateverTheColours() {
    byte[] grey = bytes(77, 77, 77);
    assertThat(new ColourChange(1, 1, 1.7, 0.21).pixels(grey)).isEqualTo(grey);
  }

  /** exp(-1/2) to 1 at a distance of one, exp(-2) at two, exp(-9/2) at three. */
  @Test
  void aPointIsBlurredToAGaussian() {
    ImageShape row = new ImageShape(1, 1, 9);
    byte[] blurred = Blur.by(1, row).pixels(bytes(0, 0, 0, 0, 255, 0, 0, 0, 0));
    double sum = 1 + 2 * (Math.exp(-0.5) + Math.exp(-2) + Math.exp(-4.5));
    for (int distance = 0; distance <= 4; distance++) {
      double expected = distance > 3 ? 0 : 255 * Math.exp(-distance * distance / 2.0) / sum;
      assertThat((double) (blurred[4 + distance] & 0xff)).isCloseTo(expected, within(0.51));
      assertThat(blurred[4 - distance]).isEqualTo(blurred[4 + distance]);
    }
  }

  @Test
  void aBlurIsAlikeInBothDirectionsAndOfEachChannel() {
    ImageShape shape = new ImageShape(3, 11, 11);
    byte[] pixels = Pictures.random(shape, 5);
    Change mirror = new Mirror().choose(shape, new SplittableRandom(0));
    byte[] blurred = Blur.by(1.5, shape).pixels(pixels);
    byte[] other = mirror.pixels(Blur.by(1.5, shape).pixels(mirror.pixels(pixels)));
    for (int i = 0; i < blurred.length; i++) {
      assertThat((blurred[i] & 0xff) - (other[i] & 0xff)).isBetween(-1, 1);
    }
    byte[] flat = new byte[shape.size()];
    Arrays.fill(flat, 0, shape.pixels(), (byte) 255);
    assertThat(Blur.by(3, shape).pixels(flat)).isEqualTo(flat);
  }

  @Test
  void noiseHasItsDeviationAndNoMean() {
    ImageShape shape = new ImageShape(1, 100, 100);
    byte[] grey = new byte[shape.size()];
    Arrays.fill(grey, (byte) 128);
    byte[] noisy = new Noise(0.1).choose(shape, new SplittableRandom(6)).pixels(grey);
    double sum = 0;
    double squares = 0;
    int beyondTwo = 0;
    for (byte value : noisy) {
      double difference = (value & 0xff) - 128;
      sum += difference;
      squares += difference * difference;
      beyondTwo += Math.abs(difference) > 51 ? 1 : 0;
    }
    assertThat(sum / noisy.length).isCloseTo(0, within(1.0));
    assertThat(Math.sqrt(squares / noisy.length)).isCloseTo(25.5, within(0.6));
    assertThat(beyondTwo).isBetween(380, 530);
  }

  @Test
  void quantilesAreThoseOfTheNormalDistribution() {
    assertThat((double) NormalQuantiles.of(2047)).isCloseTo(-NormalQuantiles.of(2048), within(0.0));
    assertThat((double) NormalQuantiles.of(3445)).isCloseTo(1, within(1e-3));
    assertThat((double) NormalQuantiles.of(4002)).isCloseTo(2, within(5e-3));
  }

  @Test
  void labelsStayAsTheyAre() {
    byte[] mask = {1};
    for (Transform transform :
        new Transform[] {new ColourJitter(1, 1, 1, 0.5), new Blur(1, 2), new Noise(1)}) {
      Change change = transform.choose(PIXEL, new SplittableRandom(7));
      assertThat(change.mask(mask)).isSameAs(mask);
      assertThat(change.box(BOX)).contains(BOX);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(() -> new Blur(0, 1), "minSigma is 0.0; it must be over 0, at most 10");
    assertRefused(() -> new Blur(1, 11), "maxSigma is 11.0; it must be over 0, at most 10");
    assertRefused(
        () -> new Blur(3, 2),
        "minSigma is 3.0 and maxSigma is 2.0; the first must not be over the second");
    assertRefused(() -> new Noise(0), "deviation is 0.0; it must be over 0, at most 1");
    assertRefused(() -> new ColourJitter(0, 0, 0, 0.6), "hue is 0.6; it must be from 0 to 0.5");
    assertRefused(() -> new Rotate(181), "degrees is 181.0; it must be over 0, at most 180");
    assertRefused(
        () -> new Region(0.5, 0.4, 1),
        "minArea is 0.5 and maxArea is 0.4; the first must not be over the second");
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
