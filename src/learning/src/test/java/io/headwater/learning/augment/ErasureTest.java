package io.headwater.learning.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.task.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErasureTest {
  private static final ImageShape SHAPE = new ImageShape(3, 20, 30);
  private static final Box BOX = new Box(0.1, 0.2, 0.3, 0.4);

  @Test
  void pixelsAndEdgesWithinAreGoneAndBoxesStay() {
    ImageShape shape = new ImageShape(1, 3, 4);
    Erasure erasure = Erasure.of(shape, -1, 1, 3, 9, Fill.GREY, 0);
    byte[] ones = new byte[12];
    Arrays.fill(ones, (byte) 1);
    int grey = (byte) 128;
    assertThat(erasure.pixels(ones))
        .containsExactly(1, 1, 1, 1, grey, grey, 1, 1, grey, grey, 1, 1);
    assertThat(erasure.mask(ones)).containsExactly(1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1);
    assertThat(erasure.box(BOX)).contains(BOX);
    assertThat(ones).containsOnly(1);
  }

  @Test
  void whatIsFilledInAtRandomIsNoTwoRowsAlike() {
    byte[] erased = Erasure.of(SHAPE, 0, 0, 30, 20, Fill.RANDOM, 9).pixels(new byte[SHAPE.size()]);
    byte[] again = Erasure.of(SHAPE, 0, 0, 30, 20, Fill.RANDOM, 9).pixels(new byte[SHAPE.size()]);
    assertThat(erased).isEqualTo(again);
    assertThat(Arrays.copyOf(erased, 30)).isNotEqualTo(Arrays.copyOfRange(erased, 30, 60));
    assertThat(Arrays.copyOf(erased, 600)).isNotEqualTo(Arrays.copyOfRange(erased, 600, 1200));
  }

  @Test
  void randomErasingTakesAPartOfTheImageWithinItsRange() {
    RandomErasing erasing = new RandomErasing(new Region(0.02, 0.4, 0.3), Fill.WHITE);
    for (int seed = 0; seed < 300; seed++) {
      double part = erasedPart(erasing, seed);
      assertThat(part).isBetween(0.01, 0.45);
    }
  }

  /** A square of half the shorter side, of which at least a quarter lies in the image. */
  @Test
  void cutOutTakesASquare() {
    CutOut cutOut = new CutOut(0.5, Fill.WHITE);
    double most = 0;
    for (int seed = 0; seed < 300; seed++) {
      double pixels = erasedPart(cutOut, seed) * SHAPE.pixels();
      assertThat(pixels).isBetween(24.9, 100.1);
      most = Math.max(most, pixels);
    }
    assertThat(most).isGreaterThan(99);
  }

  private static double erasedPart(Transform transform, long seed) {
    byte[] erased =
        transform.choose(SHAPE, new SplittableRandom(seed)).pixels(new byte[SHAPE.size()]);
    int count = 0;
    for (byte value : erased) {
      count += value == 0 ? 0 : 1;
    }
    return (double) count / erased.length;
  }

  @Test
  void regionsAreWithinTheirRangesAndInTheImage() {
    Region region = new Region(0.08, 1, 0.75);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      Box box = region.choose(random);
      assertThat(box.clipped()).isEqualTo(box);
      assertThat(box.area()).isBetween(0.08 - 1e-9, 1 + 1e-9);
      double aspect = (box.right() - box.left()) / (box.bottom() - box.top());
      assertThat(aspect).isBetween(0.75 - 1e-9, 4 / 3.0 + 1e-9);
    }
  }
}
