package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradVacTest {
  private static final List<Task> TASKS = Vectors.tasks(2);

  private final GradVac method = new GradVac(0.5, Gradients.PARAMETERS);
  private final Vectors atOdds = Vectors.of(new double[] {1, 0}, new double[] {-0.6, 0.8});

  private static StatePart part(double mean) {
    double[] number = {mean};
    return new StatePart(
        "combination/gradvac",
        1,
        Map.of(),
        Map.of(),
        Map.of("task0/task1", number, "task1/task0", number),
        Map.of());
  }

  /** With a mean of 0 it is a projection: (1, 0) + 0.6 (-0.6, 0.8), and (-0.6, 0.8) + (0.6, 0). */
  @Test
  void beginsAsPcGrad() {
    assertThat(atOdds.combined(method)).containsExactly(new double[] {0.64, 1.28}, within(1e-12));
  }

  /**
   * Of norm 1 and cosine -0.6, to be turned to 0.6: by (0.6 x 0.8 + 0.6 x 0.8) / 0.8 = 1.2 times
   * the other.
   */
  @Test
  void turnsTwoUntilTheirCosineIsTheMeanOne() {
    double[] coefficients =
        method.begin(TASKS, 1, Optional.of(part(0.6))).coefficients(atOdds.taskGram(1));
    assertThat(coefficients).containsExactly(new double[] {2.2, 2.2}, within(1e-12));
    double[] turned = atOdds.sum(new double[] {1, 1.2});
    assertThat(turned[0] * -0.6 + turned[1] * 0.8)
        .isCloseTo(0.6 * Vectors.norm(turned), within(1e-12));
  }

  /** From 0 half of the way to -0.6; then from -0.3 to -0.6 again, as it was seen. */
  @Test
  void itsMeansMoveOnlyByStepsThatAreTaken() {
    Combiner combiner = method.begin(TASKS, 1, Optional.empty());
    combiner.coefficients(atOdds.taskGram(1));
    assertThat(combiner.state().orElseThrow().numbers()).isEmpty();
    combiner.coefficients(atOdds.taskGram(1));
    combiner.applied();
    assertMean(combiner, -0.3);
    combiner.coefficients(atOdds.taskGram(2));
    combiner.applied();
    assertMean(combiner, -0.45);
  }

  @Test
  void aMeanStaysWhereOneOfTheTwoIsMissing() {
    Combiner combiner = method.begin(TASKS, 1, Optional.of(part(0.25)));
    combiner.coefficients(Vectors.of(new double[] {1, 0}).taskGram(1));
    combiner.coefficients(Vectors.of(new double[] {1, 0}, new double[] {0, 0}).taskGram(2));
    combiner.applied();
    assertMean(combiner, 0.25);
  }

  @Test
  void goesOnFromItsStateToTheBit() {
    Vectors three = Vectors.random(3, 3, 5);
    Combiner combiner = method.begin(Vectors.tasks(3), 1, Optional.empty());
    for (long step = 0; step < 5; step++) {
      combiner.coefficients(three.taskGram(step));
      combiner.applied();
    }
    Combiner restored = method.begin(Vectors.tasks(3), 1, combiner.state());
    assertThat(restored.state()).isEqualTo(combiner.state());
    assertThat(restored.coefficients(three.taskGram(5)))
        .containsExactly(combiner.coefficients(three.taskGram(5)));
    assertThat(method.begin(TASKS, 1, combiner.state()).state().orElseThrow().numbers())
        .containsOnlyKeys("task0/task1", "task1/task0");
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> new GradVac(0, Gradients.PARAMETERS))
        .hasMessage("beta is 0.0; it must be over 0 and at most 1");
    assertThatThrownBy(() -> new GradVac(0.1, Gradients.JOINT))
        .hasMessage("gradients is joint; it must be parameters or features");
  }

  private static void assertMean(Combiner combiner, double mean) {
    Map<String, double[]> numbers = combiner.state().orElseThrow().numbers();
    assertThat(numbers.get("task0/task1")).containsExactly(new double[] {mean}, within(1e-12));
    assertThat(numbers.get("task1/task0")).containsExactly(new double[] {mean}, within(1e-12));
  }
}
