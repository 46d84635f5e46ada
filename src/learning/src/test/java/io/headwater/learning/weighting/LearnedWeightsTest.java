package io.headwater.learning.weighting;

import static io.headwater.learning.weighting.Trial.byLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** {@link Uncertainty} and {@link ImtlL}: each task's weight learned from its own loss. */
@NullUnmarked
class LearnedWeightsTest {
  private static Map<String, Double> atRest(Weighting weighting, Map<String, Double> losses) {
    Trial trial = Trial.of(weighting, "a", "b");
    for (int i = 0; i < 3000; i++) {
      trial.step(losses);
    }
    return trial.weigh(losses);
  }

  @Test
  void bothBeginAtOne() {
    Map<String, Double> losses = byLetter(4, 0.25);
    Trial uncertainty = Trial.of(new Uncertainty(0.01), "a", "b");
    assertThat(uncertainty.weigh(losses).get("a")).isCloseTo(1, within(1e-9));
    assertThat(Trial.of(new ImtlL(0.01), "a", "b").weigh(losses)).isEqualTo(byLetter(1, 1));
  }

  @Test
  void varianceComesToRestWhereItIsTheLoss() {
    Map<String, Double> weights = atRest(new Uncertainty(0.01), byLetter(4, 0.25));
    assertThat(2 * weights.get("a")).isCloseTo(1 / 4.0, Percentage.withPercentage(1));
    assertThat(2 * weights.get("b")).isCloseTo(1 / 0.25, Percentage.withPercentage(1));
  }

  @Test
  void weightedLossesOfImtlComeToRestAtOne() {
    Map<String, Double> weights = atRest(new ImtlL(0.01), byLetter(4, 0.25));
    assertThat(weights.get("a") * 4).isCloseTo(1, Percentage.withPercentage(1));
    assertThat(weights.get("b") * 0.25).isCloseTo(1, Percentage.withPercentage(1));
  }

  @Test
  void theFirstStepIsAdamsWhichIsItsRateTowardsRest() {
    Trial trial = Trial.of(new ImtlL(0.01), "a", "b");
    trial.step(byLetter(4, 0.25));
    Map<String, Double> weights = trial.weigh(byLetter(4, 0.25));
    assertThat(weights.get("a")).isCloseTo(Math.exp(-0.01), within(1e-6));
    assertThat(weights.get("b")).isCloseTo(Math.exp(0.01), within(1e-6));
  }

  @Test
  void aPartOfVersion1IsValueMomentsAndUpdates() {
    StatePart part =
        new StatePart(
            "weighting/uncertainty",
            1,
            Map.of(),
            Map.of(),
            Map.of("b", new double[] {1.5, 0.25, 0.5, 40}),
            Map.of());
    Trial trial = Trial.goingOn(new Uncertainty(0.01), Optional.of(part), 40, "a", "b");
    Map<String, Double> weights = trial.weigh(byLetter(1, 1));
    assertThat(weights.get("a")).isCloseTo(1, within(1e-9));
    assertThat(weights.get("b")).isCloseTo(Math.exp(-1.5) / 2, within(1e-9));
  }
}
