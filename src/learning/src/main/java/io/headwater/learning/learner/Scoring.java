package io.headwater.learning.learner;

import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;

/** How well a task did on those of its examples that count. */
final class Scoring {
  private Scoring() {}

  /**
   * @param outputs the head's raw outputs [N, K] for all rows, of which at least one counts
   */
  static TaskOutcome of(Criterion criterion, TaskRows rows, double[] outputs) {
    int scored = rows.scored();
    TaskKind kind = rows.task().kind();
    double[] counting = Arrays.copyOf(outputs, outputs.length / rows.count() * scored);
    List<Label> labels = rows.labels().subList(0, scored);
    double loss = criterion.ofScored(rows, counting);
    Tally tally = Metrics.of(kind).tally(Predictions.of(kind, counting, scored), labels);
    return new TaskOutcome(rows.task().name(), scored, loss, tally);
  }

  /**
   * The same.
   *
   * @param loss of all rows
   */
  static TaskOutcome of(Criterion criterion, TaskRows rows, double[] outputs, double loss) {
    if (rows.scored() < rows.count()) {
      return of(criterion, rows, outputs);
    }
    TaskKind kind = rows.task().kind();
    double[] predictions = Predictions.of(kind, outputs, rows.count());
    return new TaskOutcome(
        rows.task().name(), rows.count(), loss, Metrics.of(kind).tally(predictions, rows.labels()));
  }
}
