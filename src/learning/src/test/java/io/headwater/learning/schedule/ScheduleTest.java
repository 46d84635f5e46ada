package io.headwater.learning.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.state.StatePart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static Pace begun(Schedule schedule) {
    return schedule.begin(Optional.empty());
  }

  @Test
  void aConstantIsTheOptimisersRate() {
    assertThat(begun(new Constant()).factor(0)).isEqualTo(1);
    assertThat(begun(new Constant()).factor(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(begun(new Constant()).state()).isEmpty();
  }

  /** Half of a cosine from 1 to 0.2: 0.6 in the middle, 0.2 + 0.4 (1 + cos 60°) at a third. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.25",
    "1, 0.5",
    "3, 1",
    "4, 1",
    "6, 0.8",
    "7, 0.6",
    "10, 0.2",
    "11, 0.2",
    "1000000, 0.2"
  })
  void warmUpIsALineAndThenComesACosineThatStaysAtItsFloor(long step, double factor) {
    assertThat(begun(new Cosine(4, 6, 0.2, false)).factor(step)).isCloseTo(factor, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 0.75", "3, 0.5", "6, 1", "9, 0.5", "6000002, 0.75"})
  void aCosineMayBeginAnew(long step, double factor) {
    assertThat(begun(new Cosine(0, 6, 0, true)).factor(step)).isCloseTo(factor, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "9, 1", "10, 0.5", "29, 0.25", "30, 0.125", "40, 0.1", "4000000000000, 0.1"})
  void stairsGoDownToTheirFloor(long step, double factor) {
    assertThat(begun(new Stairs(10, 0.5, 0.1)).factor(step)).isEqualTo(factor);
  }

  /** Two steps without a loss under 0.9 x 10 are put up with, not a third. */
  @Test
  void aPlateauReducesTheRateWhenItLastsTooLong() {
    Pace pace = begun(new Plateau(0.5, 2, 0.1, 0.2));
    assertThat(factors(pace, 10, 9.5, 9.1)).containsExactly(1, 1, 1);
    assertThat(factors(pace, 9)).containsExactly(0.5);
    assertThat(factors(pace, 8.9, 9, 9)).containsExactly(0.5, 0.5, 0.5);
    assertThat(factors(pace, 9)).containsExactly(0.25);
    assertThat(factors(pace, 9, 9, 7.9, 9, 9)).containsOnly(0.25);
    assertThat(factors(pace, 9)).containsExactly(0.2);
    assertThat(factors(pace, 9, 9, 9, 9)).containsOnly(0.2);
  }

  private static double[] factors(Pace pace, double... losses) {
    double[] factors = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      pace.observe(Map.of("a", losses[i]));
      factors[i] = pace.factor(i);
    }
    return factors;
  }

  @Test
  void aTaskThatJoinsBeginsTheLeastLossAnew() {
    Pace pace = begun(new Plateau(0.5, 1, 0, 0));
    pace.observe(Map.of("a", 1.0));
    pace.observe(Map.of("a", 1.0));
    pace.observe(Map.of("a", 1.0, "b", 9.0));
    pace.observe(Map.of("a", 1.0, "b", 8.0));
    pace.observe(Map.of("a", 1.0, "b", 8.5));
    assertThat(pace.factor(0)).isEqualTo(1);
    pace.observe(Map.of("a", 1.0, "b", 8.5));
    assertThat(pace.factor(0)).isEqualTo(0.5);
  }

  @Test
  void aPlateauGoesOnFromItsStateToTheBit() {
    Plateau plateau = new Plateau(0.3, 2, 0.01, 0.001);
    Pace uninterrupted = begun(plateau);
    double[] losses = {3, 2.5, 2.6, 2.7, 2.55, 2.6, 2.1, 2.2, 2.3, 2.25, 2.4, 2.1};
    for (double loss : losses) {
      StatePart saved = uninterrupted.state().orElseThrow();
      assertThat(saved.name()).isEqualTo("schedule/plateau");
      Pace restored = plateau.begin(Optional.of(saved));
      for (Pace pace : List.of(uninterrupted, restored)) {
        pace.observe(Map.of("a", loss));
      }
      assertThat(restored.state()).isEqualTo(uninterrupted.state());
      assertThat(restored.factor(0)).isEqualTo(uninterrupted.factor(0));
    }
    assertThat(uninterrupted.factor(0)).isLessThan(0.31);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(() -> new Cosine(-1, 1, 0, false), "warmUp is -1 steps; it must be at least 0");
    assertRefused(() -> new Cosine(0, 0, 0, false), "period is 0 steps; it must be at least 1");
    assertRefused(() -> new Cosine(0, 1, 1, false), "floor is 1.0; it must be in [0, 1)");
    assertRefused(() -> new Stairs(0, 0.5, 0), "every is 0 steps; it must be at least 1");
    assertRefused(() -> new Stairs(1, 1, 0), "factor is 1.0; it must be over 0 and under 1");
    assertRefused(() -> new Plateau(0.5, 0, 0, 0), "patience is 0 steps; it must be at least 1");
    assertRefused(() -> new Plateau(0.5, 1, -1, 0), "threshold is -1.0; it must be in [0, 1)");
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
