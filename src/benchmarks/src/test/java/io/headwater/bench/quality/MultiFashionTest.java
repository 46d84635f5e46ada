package io.headwater.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import boofcv.struct.image.GrayU8;
import io.headwater.cli.images.Garment;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MultiFashionTest {
  private static final List<Task> BOTH = List.of(TwoHeads.LEFT, TwoHeads.RIGHT);

  /** Of one brightness: where two lie over each other the brighter one is seen. */
  @Test
  void twoGarmentsLieInOppositeCorners() {
    List<Garment> garments = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      garments.add(i % 2 == 0 ? garment(100, 3) : garment(200, 7));
    }
    TwoGarments image =
        MultiFashion.of(garments, 1).stream()
            .filter(each -> each.left() != each.right())
            .findFirst()
            .orElseThrow();
    int upperLeft = image.left() == 3 ? 100 : 200;
    int lowerRight = image.right() == 3 ? 100 : 200;
    assertThat(pixel(image, 0, 0)).isEqualTo(upperLeft);
    assertThat(pixel(image, 27, 27)).isEqualTo(lowerRight);
    assertThat(pixel(image, 14, 14)).isEqualTo(200);
    assertThat(pixel(image, 27, 0)).isZero();
    assertThat(pixel(image, 0, 27)).isZero();
  }

  @Test
  void eachPassHasEveryImageOnceAndTheSameLabelsMissing() {
    List<TwoGarments> images = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      images.add(new TwoGarments(new byte[784], i % 10, i / 10 % 10));
    }
    List<String> first = labels(new Training(images, 1, 0.3, 5));
    assertThat(new HashSet<>(first)).hasSameSizeAs(first).hasSizeBetween(1300, 1500);
    List<String> twice = labels(new Training(images, 2, 0.3, 5));
    assertThat(twice).hasSize(2 * first.size());
    assertThat(Set.copyOf(twice)).isEqualTo(Set.copyOf(first));
  }

  @Test
  void thereAreAsManyStepsWhateverIsMissing() {
    List<TwoGarments> images = Collections.nCopies(1000, new TwoGarments(new byte[784], 3, 5));
    assertThat(steps(new Training(images, 2, 0, 5))).isEqualTo(2 * 16);
    assertThat(steps(new Training(images, 2, 0.5, 5))).isEqualTo(2 * 16);
  }

  private static int steps(Training training) {
    AtomicInteger steps = new AtomicInteger();
    training.miniBatches(BOTH, batch -> steps.incrementAndGet());
    return steps.get();
  }

  private static List<String> labels(Training training) {
    List<String> labels = new ArrayList<>();
    training.miniBatches(
        BOTH,
        batch ->
            batch
                .fresh()
                .forEach(
                    example ->
                        example
                            .labels()
                            .forEach(label -> labels.add(example.id() + label.task()))));
    return labels;
  }

  private static Garment garment(int brightness, int label) {
    GrayU8 image = new GrayU8(28, 28);
    Arrays.fill(image.data, (byte) brightness);
    return new Garment(image, label);
  }

  private static int pixel(TwoGarments image, int x, int y) {
    return Byte.toUnsignedInt(image.pixels()[y * 28 + x]);
  }
}
