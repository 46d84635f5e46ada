package io.headwater.learning.weighting;

import static io.headwater.learning.weighting.Trial.byLetter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * {@link DynamicWeightAverage}, {@link SmoothTchebycheff} and {@link Famo}: weights by how losses
 * fall.
 */
@NullUnmarked
class ProgressWeightsTest {
  @Test
  void dwaComparesTheLastTwoLosses() {
    Trial trial = Trial.of(new DynamicWeightAverage(2, 1), "a", "b");
    assertThat(trial.weigh(byLetter(4, 1))).isEqualTo(byLetter(1, 1));
    trial.step(byLetter(4, 1));
    assertThat(trial.weigh(byLetter(2, 1))).isEqualTo(byLetter(1, 1));
    trial.step(byLetter(2, 1));
    double a = Math.exp(0.5 / 2);
    double b = Math.exp(1.0 / 2);
    Map<String, Double> weights = trial.weigh(byLetter(9, 9));
    assertThat(weights.get("a")).isCloseTo(2 * a / (a + b), within(1e-12));
    assertThat(weights.get("b")).isCloseTo(2 * b / (a + b), within(1e-12));
  }

  @Test
  void dwaTakesMeansOverIntervals() {
    Trial trial = Trial.of(new DynamicWeightAverage(1, 2), "a", "b");
    trial.step(byLetter(1, 1));
    trial.step(byLetter(3, 1));
    trial.step(byLetter(0.5, 1));
    assertThat(trial.weigh(byLetter(1, 1))).isEqualTo(byLetter(1, 1));
    trial.step(byLetter(0.5, 1));
    double a = Math.exp(0.25);
    assertThat(trial.weigh(byLetter(1, 1)).get("a")).isCloseTo(2 * a / (a + Math.E), within(1e-12));
  }

  @Test
  void aPartOfVersion1OfDwaHasTheIntervalThatGoesOnAndTheTwoBefore() {
    Map<String, double[]> numbers =
        Map.of("a", new double[] {3, 9, 5, 2, 4}, "b", new double[] {0, 0, 1, 7, 0});
    StatePart part = new StatePart("weighting/dwa", 1, Map.of(), Map.of(), numbers, Map.of());
    Trial trial = Trial.goingOn(new DynamicWeightAverage(1, 4), Optional.of(part), 3, "a", "b");
    double a = Math.exp(0.5);
    assertThat(trial.weigh(byLetter(1, 1)).get("a")).isCloseTo(2 * a / (a + Math.E), within(1e-12));
    trial.step(byLetter(3, 1));
    assertThat(trial.state().orElseThrow().numbers().get("a")).containsExactly(0, 0, 6, 3, 2);
  }

  @Test
  void stchBeginsWithTheSumOfLogarithms() {
    Trial trial = Trial.of(new SmoothTchebycheff(1, 1), "a", "b");
    assertThat(trial.weigh(byLetter(2, 4))).isEqualTo(byLetter(0.5, 0.25));
  }

  @Test
  void stchWeighsByWhatIsLeftOfTheFirstLosses() {
    Trial trial = Trial.of(new SmoothTchebycheff(1, 1), "a", "b");
    trial.step(byLetter(2, 4));
    Map<String, Double> weights = trial.weigh(byLetter(1, 3.6));
    assertThat(weights.get("a")).isCloseTo(2 * (0.5 / 1.4) / 1, within(1e-12));
    assertThat(weights.get("b")).isCloseTo(2 * (0.9 / 1.4) / 3.6, within(1e-12));
  }

  @Test
  void stchBecomesTheLargestForSmallMu() {
    Trial trial = Trial.of(new SmoothTchebycheff(1e-3, 1), "a", "b");
    trial.step(byLetter(2, 4));
    Map<String, Double> weights = trial.weigh(byLetter(1, 3.6));
    assertThat(weights.get("a")).isCloseTo(0, within(1e-12));
    assertThat(weights.get("b")).isCloseTo(2 / 3.6, within(1e-12));
  }

  @Test
  void stchComparesWithTheMeanOfTheFirstStepsAlone() {
    Trial trial = Trial.of(new SmoothTchebycheff(1, 2), "a", "b");
    trial.step(byLetter(1, 4));
    trial.step(byLetter(3, 4));
    trial.step(byLetter(1, 3.6));
    assertThat(trial.weigh(byLetter(1, 3.6)).get("b"))
        .isCloseTo(2 * (0.9 / 1.4) / 3.6, within(1e-12));
  }

  @Test
  void famoWeighsTheLogarithmsAndFavoursTheLossThatFellLess() {
    Trial trial = Trial.of(new Famo(0.025, 0), "a", "b");
    Map<String, Double> first = trial.weigh(byLetter(2, 0.5));
    assertThat(first.get("a")).isCloseTo(0.4, within(1e-12));
    assertThat(first.get("b")).isCloseTo(1.6, within(1e-12));
    trial.step(byLetter(2, 0.5), byLetter(1, 1), byLetter(1, 0.5));
    Map<String, Double> second = trial.weigh(byLetter(1, 1));
    assertThat(second.get("a")).isCloseTo(2 / (1 + Math.exp(0.05)), within(1e-6));
    assertThat(second.get("b")).isCloseTo(2 / (1 + Math.exp(-0.05)), within(1e-6));
  }

  @Test
  void famoForgetsByItsDecay() {
    Trial trial = Trial.of(new Famo(0.025, 0.1), "a", "b");
    trial.step(byLetter(2, 0.5), byLetter(1, 1), byLetter(1, 0.5));
    for (int i = 0; i < 500; i++) {
      trial.step(byLetter(1, 1));
    }
    assertThat(trial.weigh(byLetter(1, 1)).get("a")).isCloseTo(1, within(0.01));
  }
}
