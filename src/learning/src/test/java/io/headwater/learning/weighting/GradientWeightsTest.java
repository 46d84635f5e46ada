package io.headwater.learning.weighting;

import static io.headwater.learning.weighting.Trial.byLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** {@link GradNorm} and {@link DualBalancing}: weights by the norms of gradients. */
@NullUnmarked
class GradientWeightsTest {
  private static Map<String, Double> after(
      Trial trial, Map<String, Double> losses, Map<String, Double> norms) {
    for (int i = 0; i < 600; i++) {
      trial.step(losses, norms, losses);
    }
    return trial.weigh(losses, norms);
  }

  @Test
  void gradNormMovesWeightsUntilNormsAreEqual() {
    Trial trial = Trial.of(new GradNorm(0, 0.01), "a", "b");
    Map<String, Double> weights = after(trial, byLetter(1, 1), byLetter(1, 4));
    assertThat(weights.get("a")).isCloseTo(1.6, within(0.03));
    assertThat(weights.get("b") * 4).isCloseTo(1.6, within(0.1));
  }

  @Test
  void gradNormFavoursTheTaskThatHasMoreOfItsFirstLossLeft() {
    Trial trial = Trial.of(new GradNorm(1, 0.01), "a", "b");
    trial.step(byLetter(1, 4));
    Map<String, Double> weights = after(trial, byLetter(0.25, 4), byLetter(1, 1));
    assertThat(weights.get("a")).isCloseTo(0.4, within(0.03));
    assertThat(weights.get("b")).isCloseTo(1.6, within(0.03));
  }

  @Test
  void theFirstLossOfALaterTaskIsThatOfItsFirstStep() {
    Trial trial = Trial.of(new GradNorm(1, 0.01), "a", "b");
    trial.step(Map.of("a", 1.0));
    trial.step(Map.of("a", 0.5));
    trial.step(byLetter(0.25, 3));
    Map<String, double[]> numbers = trial.state().orElseThrow().numbers();
    assertThat(numbers.get("a")[4]).isEqualTo(1);
    assertThat(numbers.get("b")[4]).isEqualTo(3);
  }

  @Test
  void dualBalancingGivesAllGradientsTheNormOfTheLargestOfLogarithms() {
    Map<String, Double> weights =
        Trial.of(new DualBalancing(), "a", "b").weigh(byLetter(2, 0.5), byLetter(4, 3));
    assertThat(weights).isEqualTo(byLetter(1.5, 2));
  }

  @Test
  void dualBalancingLeavesAGradientOfZeroTheWeightOfItsLogarithm() {
    Map<String, Double> weights =
        Trial.of(new DualBalancing(), "a", "b").weigh(byLetter(2, 0.5), byLetter(4, 0));
    assertThat(weights).isEqualTo(byLetter(0.5, 2));
  }
}
