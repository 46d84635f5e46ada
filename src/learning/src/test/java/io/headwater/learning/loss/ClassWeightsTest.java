package io.headwater.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Task KIND =
      new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("shirt", "shoe", "bag"));
  private static final List<Label> EACH = labels(0, 1, 2);

  private static List<Label> labels(int... classes) {
    return Arrays.stream(classes).mapToObj(index -> Label.ofClass("kind", index)).toList();
  }

  private static ClassWeigher begin(ClassWeights weights, int window) {
    return weights.begin(KIND, window, Optional.empty());
  }

  private static double[] withMeanOne(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> value / mean).toArray();
  }

  @Test
  void equalClassesCountAlike() {
    assertThat(begin(new EqualClasses(), 10).weights(EACH)).containsExactly(1, 1, 1);
  }

  @Test
  void givenWeightsHaveAMeanOfOne() {
    ClassWeigher weigher = begin(new GivenClassWeights(List.of(1.0, 2.0, 3.0)), 10);
    assertThat(weigher.weights(labels(2, 0, 0, 1)))
        .containsExactly(new double[] {1.5, 0.5, 0.5, 1}, EXACT);
    assertThat(weigher.state()).isEmpty();
  }

  @Test
  void givenWeightsAreOneForEachClass() {
    assertThatThrownBy(() -> begin(new GivenClassWeights(List.of(1.0, 2.0)), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task 'kind' has 2 class weights; it must have one for each of its 3 classes");
    assertThatThrownBy(() -> new GivenClassWeights(List.of(1.0, 0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weight of a class is 0.0; it must be over 0");
  }

  @Test
  void beforeAnyLabelAllClassesCountAlike() {
    assertThat(begin(new EffectiveNumber(), 10).weights(EACH))
        .containsExactly(new double[] {1, 1, 1}, EXACT);
  }

  /** With beta 1/2 one example has the effective number 1, two have 1.5, three have 1.75. */
  @Test
  void aClassWeighsOneOverItsEffectiveNumber() {
    ClassWeigher weigher = begin(new EffectiveNumber(0.5), Integer.MAX_VALUE);
    weigher.count(labels(0, 0, 2));
    weigher.count(labels(0, 2, 1));
    assertThat(weigher.weights(EACH))
        .containsExactly(withMeanOne(1 / 1.75, 1, 1 / 1.5), within(1e-8));
  }

  @Test
  void betaZeroWeighsAllAlikeAndTowardsOneByNumber() {
    ClassWeigher zero = begin(new EffectiveNumber(0), Integer.MAX_VALUE);
    ClassWeigher nearOne = begin(new EffectiveNumber(1 - 1e-12), Integer.MAX_VALUE);
    for (ClassWeigher weigher : List.of(zero, nearOne)) {
      weigher.count(labels(0, 0, 0, 0, 1, 1, 2));
    }
    assertThat(zero.weights(EACH)).containsExactly(new double[] {1, 1, 1}, EXACT);
    assertThat(nearOne.weights(EACH)).containsExactly(withMeanOne(0.25, 0.5, 1), within(1e-6));
  }

  @Test
  void whatWasCountedFadesWithEachExample() {
    ClassWeigher weigher = begin(new EffectiveNumber(0.5), 4);
    weigher.count(labels(0, 0, 0, 0));
    weigher.count(labels(2, 2));
    double faded = 4 * 0.75 * 0.75;
    assertThat(weigher.state().orElseThrow().numbers().get("counts"))
        .containsExactly(new double[] {faded, 0, 2}, EXACT);
    double effective = (1 - Math.pow(0.5, faded)) / 0.5;
    assertThat(weigher.weights(EACH))
        .containsExactly(withMeanOne(1 / effective, 1, 1 / 1.5), EXACT);
  }

  @Test
  void goesOnFromWhatItCounted() {
    EffectiveNumber settings = new EffectiveNumber(0.9);
    ClassWeigher uninterrupted = begin(settings, 7);
    uninterrupted.count(labels(0, 1, 0));
    ClassWeigher restored = settings.begin(KIND, 7, uninterrupted.state());
    for (ClassWeigher weigher : List.of(uninterrupted, restored)) {
      weigher.count(labels(2, 0));
    }
    assertThat(restored.state()).isEqualTo(uninterrupted.state());
    assertThat(restored.weights(EACH)).containsExactly(uninterrupted.weights(EACH));
  }

  @Test
  void theCountsOfOtherClassesAreRefused() {
    StatePart two =
        new StatePart(
            "classWeights/kind", 1, Map.of(), Map.of(), Map.of("counts", new double[2]), Map.of());
    assertThatThrownBy(() -> new EffectiveNumber().begin(KIND, 7, Optional.of(two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the saved counts of task 'kind' are of 2 classes; the task has 3");
  }

  @Test
  void aClassThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> begin(new EffectiveNumber(), 10).weights(labels(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class index of task 'kind' is 3; it must be from 0 to 2");
  }

  @Test
  void onlyAClassificationHasClassWeights() {
    assertThatThrownBy(() -> new TaskLoss(new Huber(), new EffectiveNumber(0.9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "class weights are EffectiveNumber[beta=0.9] of a loss of kind regression; only a"
                + " classification has classes");
  }
}
