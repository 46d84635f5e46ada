package io.headwater.job.config;

import static io.headwater.job.config.Configurations.SMALLEST;
import static io.headwater.job.config.Configurations.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.Blur;
import io.headwater.learning.augment.ColourJitter;
import io.headwater.learning.augment.CropAndScale;
import io.headwater.learning.augment.CutOut;
import io.headwater.learning.augment.Fill;
import io.headwater.learning.augment.HorizontalFlip;
import io.headwater.learning.augment.Mirror;
import io.headwater.learning.augment.Noise;
import io.headwater.learning.augment.RandomErasing;
import io.headwater.learning.augment.Region;
import io.headwater.learning.augment.Rotate;
import io.headwater.learning.augment.VerticalFlip;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentOptionsTest {
  @Test
  void aKindAloneHasItsDefaults() {
    assertThat(
            augmentations(
                "[horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur,"
                    + " colour-jitter, noise, random-erasing, cut-out]"))
        .extracting(Augmentation::transform)
        .containsExactly(
            new HorizontalFlip(),
            new VerticalFlip(),
            new Mirror(),
            new Rotate(15),
            new CropAndScale(new Region(0.08, 1, 0.75)),
            new Blur(0.1, 2),
            new ColourJitter(0.4, 0.4, 0.4, 0.1),
            new Noise(0.05),
            new RandomErasing(new Region(0.02, 0.4, 0.3), Fill.RANDOM),
            new CutOut(0.5, Fill.BLACK));
  }

  @Test
  void kindsHaveKeysAndKeepTheirOrder() {
    assertThat(
            augmentations(
                "[{kind: rotate, degrees: 90, probability: 1}, horizontal-flip,"
                    + " {kind: cut-out, size: 0.2, fill: white}]"))
        .containsExactly(
            new Augmentation(new Rotate(90), 1),
            new Augmentation(new HorizontalFlip(), 0.5),
            new Augmentation(new CutOut(0.2, Fill.WHITE), 0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [flip]                                      | [0].kind is 'flip'; it must be one of horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out
          [blur, {kind: rotate, degrees: 181}]        | [1].degrees is 181; it must be a number over 0, at most 180
          [{kind: rotate, sigma: 1}]                  | [0].sigma is not a key; the keys here are kind, probability, degrees
          [{kind: noise, degrees: 15}]                | [0].degrees is a key of the kind rotate; this is of the kind noise, with the keys kind, probability, deviation
          [{kind: blur, minSigma: 3}]                 | [0]: minSigma is 3.0 and maxSigma is 2.0; the first must not be over the second
          [{degrees: 15}]                             | [0].kind is missing; it must be one of horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out
          [5]                                         | [0] is 5; it must be one of horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out, or a mapping with the keys kind, probability, degrees, minArea, maxArea, minAspect, minSigma, maxSigma, brightness, contrast, saturation, hue, deviation, fill, size
          [blur, {kind: blur, probability: 0.5}]      | ~ is ["blur",{"kind":"blur","probability":0.5}]; it must be a list whose items are horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out or mappings with such a `kind`, none twice~
          rotate                                      | ~ is 'rotate'; it must be a list whose items are horizontal-flip, vertical-flip, mirror, rotate, crop-and-scale, blur, colour-jitter, noise, random-erasing, cut-out or mappings with such a `kind`, none twice~
          """)
  void aMistakeIsReportedWithThePathOfTheItem(String augment, String problem) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> augmentations(augment));
    assertThat(refusal.problems()).contains("tasks.garment.augment" + problem);
  }

  @Test
  void whatImagesOfTheInputCannotGoThroughIsRefused() {
    String wide = with("[mirror]").replace("width: 28", "width: 30");
    ConfigException refusal = catchThrowableOfType(ConfigException.class, () -> parse(wide));
    assertThat(refusal.problems())
        .singleElement()
        .asString()
        .startsWith(
            "tasks.garment.augment has mirror: images of 1x28x30 can't be mirrored at the diagonal");
  }

  @Test
  void filesThatMeanTheSameHaveTheSameDigest() {
    assertThat(digest("[]")).isEqualTo(parse(SMALLEST).digest());
    assertThat(digest("[{kind: horizontal-flip, probability: 0.5}]"))
        .isEqualTo(digest("[horizontal-flip]"));
    assertThat(digest("[{kind: rotate, degrees: 15}]")).isEqualTo(digest("[rotate]"));
    assertThat(digest("[{kind: rotate, degrees: 16}]")).isNotEqualTo(digest("[rotate]"));
    assertThat(digest("[{kind: rotate, probability: 1}]")).isNotEqualTo(digest("[rotate]"));
    assertThat(digest("[blur, rotate]")).isNotEqualTo(digest("[rotate, blur]"));
  }

  private static String with(String augment) {
    String classes = "    classes: [shirt, shoe]\n";
    return SMALLEST.replace(classes, classes + "    augment: " + augment + "\n");
  }

  private static List<Augmentation> augmentations(String augment) {
    return parse(with(augment)).tasks().get(0).augmentations();
  }

  private static String digest(String augment) {
    return parse(with(augment)).digest();
  }
}
