package io.headwater.learning.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.stream.MiniBatch;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
  private static final List<String> TWO = List.of("shoe", "bag");

  @ParameterizedTest
  @ValueSource(strings = {"", "a name", "a/b", "ä", "a\n"})
  void aNameIsOfLettersDigitsAndDashes(String name) {
    assertRefused(
        () -> new Task(name, TaskKind.EDGES, 1, List.of()), "must be of letters, digits, '-'");
    assertThat(new Task("Az09_-", TaskKind.EDGES, 1, List.of()).name()).isEqualTo("Az09_-");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aLossWeightIsFiniteAndOverZero(double weight) {
    assertRefused(
        () -> new Task("t", TaskKind.EDGES, weight, List.of()),
        "loss weight of task 't' is " + weight + "; it must be over 0");
    assertThat(new Task("t", TaskKind.EDGES, Double.MIN_VALUE, List.of()).lossWeight())
        .isPositive();
  }

  @Test
  void onlyAClassificationHasClassesAndAtLeastTwo() {
    assertThat(new Task("t", TaskKind.CLASSIFICATION, 1, TWO).classes()).isEqualTo(TWO);
    assertRefused(
        () -> new Task("t", TaskKind.CLASSIFICATION, 1, List.of("shoe")), "has 1 classes");
    for (TaskKind kind : EnumSet.complementOf(EnumSet.of(TaskKind.CLASSIFICATION))) {
      assertRefused(() -> new Task("t", kind, 1, TWO), "of kind " + kind.id() + " has 2 classes");
    }
  }

  @Test
  void outputsAreThoseOfTheKind() {
    ImageShape input = new ImageShape(3, 4, 5);
    assertThat(new Task("t", TaskKind.CLASSIFICATION, 1, TWO).outputs(input)).isEqualTo(2);
    assertThat(new Task("t", TaskKind.EDGES, 1, List.of()).outputs(input)).isEqualTo(20);
    assertThat(new Task("t", TaskKind.LOCATION, 1, List.of()).outputs(input)).isEqualTo(5);
    assertThat(new Task("t", TaskKind.SIMILARITY, 1, List.of()).outputs(input)).isEqualTo(1);
    assertThat(new Task("t", TaskKind.REGRESSION, 1, List.of()).outputs(input)).isEqualTo(1);
  }

  @Test
  void anImageIsGreyOrInColourAndHasPixels() {
    assertThat(new ImageShape(1, 1, 1).size()).isEqualTo(1);
    assertThat(new ImageShape(3, 4, 5).size()).isEqualTo(60);
    assertThat(new ImageShape(3, 4, 5).pixels()).isEqualTo(20);
    assertThat(new ImageShape(3, 4, 5).dimensions()).containsExactly(3, 4, 5);
    for (int channels : new int[] {0, 2, 4}) {
      assertRefused(() -> new ImageShape(channels, 1, 1), "channels is " + channels);
    }
    assertRefused(() -> new ImageShape(1, 0, 1), "image size is 1 x 0");
    assertRefused(() -> new ImageShape(1, 1, 0), "image size is 0 x 1");
  }

  /** In configurations, manifests and saved states. */
  @Test
  void aKindIsNamedByItsId() {
    assertThat(TaskKind.values())
        .extracting(TaskKind::id)
        .containsExactly("classification", "edges", "location", "similarity", "regression");
    assertThat(new ImageShape(3, 4, 5)).hasToString("3x4x5");
  }

  @Test
  void twoImagesAreAPair() {
    assertThat(example(new byte[] {1}).isPair()).isTrue();
    assertThat(example(new byte[0]).isPair()).isFalse();
  }

  private static Example example(byte[] second) {
    SourcePosition position = new SourcePosition("twins", 0, 0);
    return new Example("id", position, 0, new byte[] {1}, second, List.of(), 1);
  }

  @Test
  void aMiniBatchHasAnExample() {
    assertRefused(() -> MiniBatch.ofFresh(List.of()), "at least one example");
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
