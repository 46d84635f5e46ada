package io.headwater.learning.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final int WINDOW = 4;
  private static final double FADE = 0.75;

  private static final TaskOutcome FOUR = place(4, 0.5, 4, 3, 0, 0);
  private static final TaskOutcome TWO = place(2, 1, 2, 1, 1, 0.25);

  private final Evaluation evaluation = of(FourTasks.ALL, EvaluationState.EMPTY);

  @Test
  void lossesAreSumsOverExamples() {
    evaluation.addFresh(List.of(FOUR));
    assertThat(evaluation.state().prequential())
        .containsExactly(
            new TaskTally("place", TaskKind.LOCATION, new double[] {4, 3, 0, 0}, 4 * 0.5, 4, 4));
  }

  @Test
  void everyExampleFadesWhatWasBefore() {
    Evaluation half = new Evaluation(FourTasks.ALL, 2, EvaluationState.EMPTY);
    half.addFresh(List.of(FOUR));
    half.addFresh(List.of(TWO));
    assertThat(half.state().prequential())
        .containsExactly(
            new TaskTally(
                "place",
                TaskKind.LOCATION,
                new double[] {3, 1.75, 1, 0.25},
                2 * 1 + 0.25 * 2,
                2 + 0.25 * 4,
                6));
  }

  @Test
  void olderExamplesCountLess() {
    evaluation.addFresh(List.of(place(1, 8, 1, 0, 0, 0)));
    evaluation.addFresh(List.of(TWO));
    Score score = evaluation.scores().get(0);
    double old = FADE * FADE;
    assertThat(score.task()).isEqualTo("place");
    assertThat(score.kind()).isEqualTo(TaskKind.LOCATION);
    assertThat(score.examples()).isEqualTo(3);
    assertThat(score.values().get("loss")).isCloseTo((8 * old + 2 * 1) / (old + 2), within(1e-12));
  }

  /** No object was in any image, so nothing is known of where objects are found. */
  @Test
  void valuesWithoutExamplesAreLeftOut() {
    evaluation.addFresh(List.of(FOUR));
    assertThat(evaluation.scores().get(0).values())
        .containsExactly(entry("presenceAccuracy", 0.75), entry("loss", 0.5));
  }

  @Test
  void tasksAreScoredInTheOrderOfTheConfigurationOnceTheyHadExamples() {
    assertThat(evaluation.scores()).isEmpty();
    evaluation.addFresh(List.of(FOUR));
    evaluation.addFresh(List.of(predicted(3, 1, 1, "kind")));
    assertThat(evaluation.scores()).extracting(Score::task).containsExactly("kind", "place");
  }

  @Test
  void heldOutExamplesAreScoredApart() {
    evaluation.addHeldOut(List.of(TWO));
    assertThat(evaluation.scores()).as("nothing stands for the task yet").isEmpty();
    evaluation.addFresh(List.of(FOUR));
    Score score = evaluation.scores().get(0);
    assertThat(score.examples()).isEqualTo(4);
    assertThat(score.values())
        .contains(entry("presenceAccuracy", 0.75), entry("loss", 0.5))
        .contains(entry("heldOut.presenceAccuracy", 0.5), entry("heldOut.loss", 1.0));
    assertThat(evaluation.state().heldOut()).extracting(TaskTally::examples).containsExactly(2L);
  }

  @Test
  void anOutcomeThatIsNotFiniteIsPassedOver() {
    evaluation.addFresh(List.of(FOUR));
    EvaluationState before = evaluation.state();
    evaluation.addHeldOut(List.of(place(1, Double.POSITIVE_INFINITY, 1, 0, 0, 0)));
    evaluation.addFresh(List.of(place(1, Double.NaN, 1, 0, 0, 0)));
    assertThat(evaluation.state()).isEqualTo(before);
  }

  @Test
  void aRestoredEvaluationGoesOn() {
    evaluation.addFresh(List.of(FOUR));
    evaluation.addHeldOut(List.of(TWO));
    EvaluationState saved = evaluation.state();
    Evaluation restored = of(FourTasks.ALL, saved);
    evaluation.addFresh(List.of(TWO));
    assertThat(restored.state()).as("what was saved stays as it was").isEqualTo(saved);
    restored.addFresh(List.of(TWO));
    assertThat(restored.state()).isEqualTo(evaluation.state());
    assertThat(restored.scores()).isEqualTo(evaluation.scores());
  }

  @Test
  void whatFitsNoTaskIsForgotten() {
    evaluation.addFresh(List.of(FOUR, predicted(3, 1, 1, "kind")));
    Task edges = new Task("place", TaskKind.EDGES, 1, List.of());
    Evaluation restored = of(List.of(FourTasks.KIND, edges), evaluation.state());
    assertThat(restored.state().prequential()).extracting(TaskTally::task).containsExactly("kind");
  }

  @Test
  void otherClassesBeginAnew() {
    evaluation.addFresh(List.of(predicted(3, 1, 1, "kind")));
    Task more =
        new Task("kind", TaskKind.CLASSIFICATION, 1, List.of("shirt", "shoe", "bag", "hat"));
    Evaluation restored = of(List.of(more), evaluation.state());
    restored.addFresh(List.of(predicted(4, 3, 1, "kind")));
    assertThat(restored.scores().get(0).examples()).isEqualTo(1);
    assertThat(restored.scores().get(0).values()).containsEntry("accuracy", 0.0);
  }

  @Test
  void twentyThousandClassesAreScoredOnAfterARestart() {
    List<String> classes = IntStream.range(0, 20_000).mapToObj(k -> "class-" + k).toList();
    List<Task> species = List.of(new Task("species", TaskKind.CLASSIFICATION, 1, classes));
    Evaluation first = of(species, EvaluationState.EMPTY);
    first.addFresh(List.of(predicted(classes.size(), 7, 7, "species")));
    Evaluation restored = of(species, first.state());
    restored.addFresh(List.of(predicted(classes.size(), 19_999, 8, "species")));
    // the first example has faded to 3/4; classes 7, 8 and 19,999 were seen
    assertThat(restored.scores().get(0).values())
        .hasEntrySatisfying("accuracy", near(FADE / (FADE + 1)))
        .hasEntrySatisfying("macroF1", near(1 / 3.0));
  }

  private static Evaluation of(List<Task> tasks, EvaluationState from) {
    return new Evaluation(tasks, WINDOW, from);
  }

  private static Consumer<Double> near(double expected) {
    return value -> assertThat(value).isCloseTo(expected, within(1e-9));
  }

  private static TaskOutcome predicted(int classes, int labelled, int predicted, String task) {
    double[] predictions = new double[classes];
    predictions[predicted] = 1;
    List<Label> labels = List.of(Label.ofClass(task, labelled));
    Tally tally = Metrics.of(TaskKind.CLASSIFICATION).tally(predictions, labels);
    return new TaskOutcome(task, 1, 1, tally);
  }

  private static TaskOutcome place(int examples, double loss, double... sums) {
    return new TaskOutcome("place", examples, loss, Tally.of(sums));
  }
}
