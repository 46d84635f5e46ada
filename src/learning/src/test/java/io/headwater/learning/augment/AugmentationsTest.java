package io.headwater.learning.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationsTest {
  private static final ImageShape SHAPE = new ImageShape(3, 2, 3);
  private static final byte[] PIXELS = {
    1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26
  };
  private static final byte[] MIRRORED = {
    3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14, 23, 22, 21, 26, 25, 24
  };
  private static final Augmentation FLIP = new Augmentation(new HorizontalFlip(), 0.5);
  private static final Augmentations ALL_FLIP =
      new Augmentations(SHAPE, Map.of("a", List.of(FLIP), "b", List.of(FLIP), "c", List.of(FLIP)));

  private static Example example(String id, Label... labels) {
    return new Example(id, new SourcePosition("t", 0, 0), 5, PIXELS, PIXELS, List.of(labels), 2);
  }

  private static boolean isFlipped(Example example) {
    return example.pixels()[0] == MIRRORED[0];
  }

  private static Example flipped(Label... labels) {
    return IntStream.range(0, 100)
        .mapToObj(i -> ALL_FLIP.apply(example("event-" + i, labels)))
        .filter(AugmentationsTest::isFlipped)
        .findFirst()
        .orElseThrow();
  }

  /** The labels tell of the first one. */
  @Test
  void theImagesOfAPairAreMirroredEachOnItsOwn() {
    Label label = Label.ofSame("a", true);
    Set<List<Boolean>> seen =
        IntStream.range(0, 100)
            .mapToObj(i -> ALL_FLIP.apply(example("event-" + i, label)))
            .map(example -> List.of(isFlipped(example), example.secondPixels()[0] == MIRRORED[0]))
            .collect(Collectors.toSet());
    assertThat(seen).hasSize(4);
    assertThat(flipped(label).pixels()).containsExactly(MIRRORED);
    assertThat(flipped(label).label("a").orElseThrow().same()).isTrue();
    assertThat(flipped(label).weight()).isEqualTo(2);
    assertThat(flipped(label).eventTimeMillis()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 28, 224})
  void rowsOfAnyWidthAreMirrored(int width) {
    byte[] pixels = new byte[2 * width];
    byte[] mirrored = new byte[2 * width];
    for (int i = 0; i < 2 * width; i++) {
      pixels[i] = (byte) i;
      mirrored[i / width * width + width - 1 - i % width] = (byte) i;
    }
    Label label = Label.ofClass("a", 1);
    Example example =
        new Example("id", new SourcePosition("t", 0, 0), 5, pixels, new byte[0], List.of(label), 1);

    Augmentations always =
        new Augmentations(
            new ImageShape(1, 2, width),
            Map.of("a", List.of(new Augmentation(new HorizontalFlip(), 1))));

    assertThat(always.apply(example).pixels()).containsExactly(mirrored);
  }

  @Test
  void aNumberStaysAsItIs() {
    assertThat(flipped(Label.ofNumber("a", -1.5f)).label("a").orElseThrow().number())
        .isEqualTo(-1.5f);
  }

  @Test
  void labelsMoveWithTheImage() {
    Example example =
        flipped(
            Label.ofEdges("a", new byte[] {1, 0, 0, 0, 1, 1}),
            Label.ofBox("b", 0.25f, 0.5f, 0.3f, 0.4f),
            Label.ofClass("c", 7));
    assertThat(example.label("a").orElseThrow().mask()).containsExactly(0, 0, 1, 1, 1, 0);
    assertThat(example.label("b").orElseThrow().values())
        .containsExactly(1, 0.75f, 0.5f, 0.3f, 0.4f);
    assertThat(example.label("c").orElseThrow().classIndex()).isEqualTo(7);
  }

  @Test
  void anAbsentObjectStaysAbsent() {
    assertThat(flipped(Label.ofAbsence("a")).label("a").orElseThrow().values()).containsOnly(0f);
  }

  @Test
  void theGivenExampleIsLeftAsItIs() {
    Label mask = Label.ofEdges("a", new byte[] {1, 0, 0, 0, 1, 1});
    flipped(mask);
    assertThat(mask.mask()).containsExactly(1, 0, 0, 0, 1, 1);
    assertThat(PIXELS[0]).isEqualTo((byte) 1);
  }

  @Test
  void theSameEventAlwaysGivesTheSamePixels() {
    for (int i = 0; i < 50; i++) {
      Example example = example("event-" + i, Label.ofClass("a", 0));
      assertThat(ALL_FLIP.apply(example).pixels()).isEqualTo(ALL_FLIP.apply(example).pixels());
    }
  }

  /** After a restart, or by another version, too: events are replayed. */
  @Test
  void whichEventsAreMirroredStays() {
    String mirrored =
        IntStream.range(0, 32)
            .mapToObj(i -> ALL_FLIP.apply(example("Größe-" + i, Label.ofClass("a", 0))))
            .map(example -> isFlipped(example) ? "x" : ".")
            .collect(Collectors.joining());
    assertThat(mirrored).isEqualTo("xx.x.xxxxx.....xx.x..x.x..x.x.xx");
  }

  @Test
  void aboutHalfOfTheEventsAreMirrored() {
    long flipped =
        IntStream.range(0, 2000)
            .filter(i -> isFlipped(ALL_FLIP.apply(example("e" + i, Label.ofClass("a", 0)))))
            .count();
    assertThat(flipped).isBetween(900L, 1100L);
  }

  @Test
  void anExampleOfSeveralTasksTakesOnlyWhatAllOfThemAllow() {
    Augmentations someFlip = new Augmentations(SHAPE, Map.of("a", List.of(FLIP)));
    for (int i = 0; i < 50; i++) {
      Example example = example("event-" + i, Label.ofClass("a", 0), Label.ofClass("letter", 1));
      assertThat(someFlip.apply(example)).isSameAs(example);
    }
  }

  @Test
  void aProbabilityOfOneIsAlwaysAndOneOfZeroIsNever() {
    Augmentation always = new Augmentation(new HorizontalFlip(), 1);
    Augmentation never = new Augmentation(new HorizontalFlip(), 0);
    Augmentations both = of(never, always);
    for (int i = 0; i < 50; i++) {
      assertThat(isFlipped(both.apply(example("event-" + i, Label.ofClass("a", 0))))).isTrue();
    }
  }

  /** What stands beside it in the list does not touch it. */
  @Test
  void chanceIsOfThePlaceInTheList() {
    Augmentation noise = new Augmentation(new Noise(0.1), 1);
    Augmentation never = new Augmentation(new CutOut(1, Fill.BLACK), 0);
    Augmentation other = new Augmentation(new Blur(1, 2), 0);
    Augmentation flip = new Augmentation(new VerticalFlip(), 0.5);
    Label label = Label.ofClass("a", 0);
    for (int i = 0; i < 20; i++) {
      Example example = example("event-" + i, label);
      Example alone = of(FLIP).apply(example);
      assertThat(of(FLIP, never).apply(example).pixels()).isEqualTo(alone.pixels());
      assertThat(of(never, flip, never).apply(example).pixels())
          .isEqualTo(of(other, flip).apply(example).pixels());
      assertThat(of(noise, never).apply(example).pixels())
          .isNotEqualTo(of(never, noise).apply(example).pixels());
    }
  }

  private static Augmentations of(Augmentation... augmentations) {
    return new Augmentations(SHAPE, Map.of("a", List.of(augmentations)));
  }

  @Test
  void aProbabilityIsAFraction() {
    assertThatThrownBy(() -> new Augmentation(new HorizontalFlip(), 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability is 1.5; it must be from 0 to 1");
  }
}
