package io.headwater.learning.weighting;

import static io.headwater.learning.weighting.Trial.byLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** {@link FixedWeights}, {@link RandomWeights} and {@link GeometricMean}, which keep nothing. */
@NullUnmarked
class MemorylessWeightsTest {
  @Test
  void glsGivesTheGradientOfTheGeometricMean() {
    Map<String, Double> losses = byLetter(4, 9);
    Map<String, Double> weights = Trial.of(new GeometricMean(), "a", "b").weigh(losses);
    double difference = 1e-6;
    double mean = Math.sqrt(4 * 9);
    assertThat(weights.get("a"))
        .isCloseTo((Math.sqrt((4 + difference) * 9) - mean) / difference, within(1e-6));
    assertThat(weights.get("b"))
        .isCloseTo((Math.sqrt(4 * (9 + difference)) - mean) / difference, within(1e-6));
    assertThat(weights.get("a")).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void rlwHasTheMeanOneInEachStepAndOverTheSteps() {
    Trial trial = Trial.of(new RandomWeights(1), "a", "b");
    double sum = 0;
    for (int i = 0; i < 5000; i++) {
      Map<String, Double> weights = trial.weigh(byLetter(1, 1));
      assertThat(weights.get("a") + weights.get("b")).isCloseTo(2, within(1e-12));
      sum += weights.get("a");
      trial.step(byLetter(1, 1));
    }
    assertThat(sum / 5000).isCloseTo(1, within(0.05));
  }

  @Test
  void rlwDrawsAnewInEachStepAndTheSameAfterARestart() {
    RandomWeights weighting = new RandomWeights(1);
    Trial trial = Trial.of(weighting, "a", "b");
    Map<String, Double> first = trial.weigh(byLetter(1, 1));
    trial.step(byLetter(1, 1));
    Map<String, Double> second = trial.weigh(byLetter(1, 1));
    assertThat(second).isNotEqualTo(first);
    Trial restarted = Trial.goingOn(weighting, Optional.empty(), 1, "a", "b");
    assertThat(restarted.weigh(byLetter(1, 1))).isEqualTo(second);
    assertThat(Trial.of(new RandomWeights(2), "a", "b").weigh(byLetter(1, 1))).isNotEqualTo(first);
  }

  @Test
  void rlwDrawsATasksScoreWhoeverElseIsThere() {
    Trial trial = Trial.of(new RandomWeights(1), "a", "b", "c");
    Map<String, Double> two = trial.weigh(byLetter(1, 1));
    Map<String, Double> three = trial.weigh(byLetter(1, 1, 1));
    assertThat(three.get("a") / three.get("b"))
        .isCloseTo(two.get("a") / two.get("b"), within(1e-9));
  }

  @Test
  void theConfiguredWeightMultipliesTheMethods() {
    List<Task> tasks =
        List.of(
            new Task("a", TaskKind.EDGES, 0.5, List.of()),
            new Task("b", TaskKind.EDGES, 3, List.of()));
    TaskLosses step = new TaskLosses(0, byLetter(4, 9), Map.of());
    Weigher fixed = new ConfiguredWeights(tasks, new FixedWeights().begin(tasks, Optional.empty()));
    assertThat(fixed.weigh(step)).isEqualTo(byLetter(0.5, 3));
    Weigher geometric =
        new ConfiguredWeights(tasks, new GeometricMean().begin(tasks, Optional.empty()));
    assertThat(geometric.weigh(step).get("a")).isCloseTo(0.5 * 0.75, within(1e-12));
  }
}
