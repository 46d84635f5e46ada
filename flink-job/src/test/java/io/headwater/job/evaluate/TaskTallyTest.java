package io.headwater.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.TaskOutcome;
import io.headwater.learning.learner.StepOutcome.Update;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTallyTest {
  private static final TaskOutcome FOUR =
      new TaskOutcome("place", 4, 0.5, Tally.of(new double[] {4, 3, 0, 0}));
  private static final TaskOutcome TWO =
      new TaskOutcome("place", 2, 1, Tally.of(new double[] {2, 1, 1, 0.25}));

  @Test
  void lossesAreSumsOverExamples() {
    TaskTally tally = TaskTally.of(FOUR);
    assertThat(tally.loss()).isEqualTo(4 * 0.5);
    assertThat(tally.weight()).isEqualTo(4);
    assertThat(tally.examples()).isEqualTo(4);
    assertThat(tally.tally()).containsExactly(4, 3, 0, 0);
  }

  @Test
  void everyExampleFadesWhatWasBefore() {
    TaskTally tally = TaskTally.of(FOUR).plus(TWO, 0.5);
    assertThat(tally.loss()).isEqualTo(2 * 1 + 0.25 * 2);
    assertThat(tally.weight()).isEqualTo(2 + 0.25 * 4);
    assertThat(tally.examples()).isEqualTo(6);
    assertThat(tally.tally()).containsExactly(3, 1.75, 1, 0.25);
  }

  /** No object was in any image, so nothing is known of where objects are found. */
  @Test
  void valuesWithoutExamplesAreLeftOut() {
    Evaluation evaluation =
        new Evaluation(List.of(new Task("place", TaskKind.LOCATION, 1, List.of())), 10);
    evaluation.add(new StepOutcome(1, Update.APPLIED, 1, List.of(FOUR), List.of()));
    assertThat(evaluation.scores(1, Instant.EPOCH).get(0).values())
        .containsOnlyKeys("presenceAccuracy", "loss")
        .containsEntry("presenceAccuracy", 0.75)
        .containsEntry("loss", 0.5);
  }
}
