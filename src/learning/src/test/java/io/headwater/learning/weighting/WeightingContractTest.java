package io.headwater.learning.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.state.StatePart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method. */
@NullUnmarked
class WeightingContractTest {
  private static final String ALL = "io.headwater.learning.weighting.AllWeightings#list";
  private static final String KEEPING =
      "io.headwater.learning.weighting.AllWeightings#keepingSomething";
  private static final String[] TASKS = {"a", "b", "c"};

  private final Random random = new Random(3);

  /** Steps of all three tasks, then of "b" and "c" alone, with random losses. */
  private void learn(Trial trial, int all, int some) {
    for (int i = 0; i < all + some; i++) {
      Map<String, Double> losses = values();
      Map<String, Double> norms = values();
      Map<String, Double> after = values();
      if (i >= all) {
        List.of(losses, norms, after).forEach(values -> values.remove("a"));
      }
      trial.step(losses, norms, after);
    }
  }

  private Map<String, Double> values() {
    return Trial.byLetter(random.nextDouble(), 1 + random.nextDouble(), 5 * random.nextDouble());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void weightsAreOfThePresentTasksAndFinite(Weighting weighting) {
    Trial trial = Trial.of(weighting, TASKS);
    for (int i = 0; i < 5; i++) {
      learn(trial, 1, 1);
      Map<String, Double> extremes = Trial.byLetter(0, 1e-30, 1e30);
      assertWeighs(trial.weigh(extremes, Trial.byLetter(0, 1e-20, 1e20)), TASKS);
      assertWeighs(trial.weigh(Map.of("b", 0.5)), "b");
      trial.step(extremes, Trial.byLetter(0, 1e-20, 1e20), Trial.byLetter(1, Double.NaN, 0));
      assertWeighs(trial.weigh(values()), TASKS);
    }
  }

  private static void assertWeighs(Map<String, Double> weights, String... tasks) {
    assertThat(weights).containsOnlyKeys(tasks);
    assertThat(weights.values())
        .allSatisfy(weight -> assertThat(weight).isFinite().isNotNegative());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void weighingChangesNothing(Weighting weighting) {
    Trial trial = Trial.of(weighting, TASKS);
    learn(trial, 3, 1);
    Optional<StatePart> before = trial.state();
    Map<String, Double> losses = values();
    assertThat(trial.weigh(losses)).isEqualTo(trial.weigh(losses));
    assertThat(trial.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void whatIsKeptIsInThePartOfItsVersion(Weighting weighting) {
    Trial trial = Trial.of(weighting, TASKS);
    learn(trial, 2, 0);
    assertThat(trial.state().map(StatePart::version).orElse(0)).isEqualTo(weighting.stateVersion());
    assertThat(trial.state().map(StatePart::name).orElse(weighting.part()))
        .isEqualTo(weighting.part())
        .isEqualTo("weighting/" + weighting.kind());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aRestoredWeigherGoesOnAsAnUndisturbedOne(Weighting weighting) {
    Trial undisturbed = Trial.of(weighting, TASKS);
    learn(undisturbed, 4, 3);
    Trial restored = Trial.goingOn(weighting, undisturbed.state(), undisturbed.steps(), TASKS);
    assertThat(restored.state()).isEqualTo(undisturbed.state());
    for (int i = 0; i < 5; i++) {
      Map<String, Double> losses = values();
      assertThat(restored.weigh(losses)).isEqualTo(undisturbed.weigh(losses));
      restored.step(losses);
      undisturbed.step(losses);
    }
    assertThat(restored.state()).isEqualTo(undisturbed.state());
  }

  @ParameterizedTest
  @MethodSource(KEEPING)
  void aMissingTaskKeepsWhatIsItsOwn(Weighting weighting) {
    Trial trial = Trial.of(weighting, TASKS);
    learn(trial, 1, 0);
    StatePart before = trial.state().orElseThrow();
    learn(trial, 0, 1);
    StatePart after = trial.state().orElseThrow();
    assertThat(after.numbers().get("a")).isEqualTo(before.numbers().get("a"));
    assertThat(after).isNotEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource(KEEPING)
  void aNewTaskBeginsAfreshAndTheOthersKeepTheirs(Weighting weighting) {
    Trial three = Trial.of(weighting, TASKS);
    learn(three, 3, 0);
    Map<String, double[]> before = three.state().orElseThrow().numbers();
    Trial changed = Trial.goingOn(weighting, three.state(), three.steps(), "a", "c", "d");
    assertThat(changed.state().orElseThrow().numbers()).containsOnlyKeys("a", "c");
    assertThat(changed.state().orElseThrow().numbers().get("c")).isEqualTo(before.get("c"));
    Trial fresh = Trial.of(weighting, "d");
    Map<String, Double> losses = Map.of("d", 0.7);
    assertThat(changed.weigh(losses)).isEqualTo(fresh.weigh(losses));
    changed.step(losses);
    fresh.step(losses);
    assertThat(changed.state().orElseThrow().numbers().get("d"))
        .isEqualTo(fresh.state().orElseThrow().numbers().get("d"));
  }

  @ParameterizedTest
  @MethodSource(KEEPING)
  void aPartThatItCantHaveWrittenIsRefused(Weighting weighting) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    numbers.put("b", new double[1]);
    StatePart wrong = new StatePart(weighting.part(), 1, Map.of(), Map.of(), numbers, Map.of());
    assertThatThrownBy(() -> Trial.goingOn(weighting, Optional.of(wrong), 0, TASKS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "part 'weighting/%s' of the saved state has 1 numbers of the task 'b'; it must have"
                .formatted(weighting.kind()));
  }
}
