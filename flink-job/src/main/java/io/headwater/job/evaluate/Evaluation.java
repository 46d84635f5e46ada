package io.headwater.job.evaluate;

import io.headwater.learning.learner.StepOutcome;
import io.headwater.learning.learner.StepOutcome.TaskOutcome;
import io.headwater.learning.metric.Metric;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.TaskScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test-then-train evaluation with fading factors (Gama, Sebastião and Rodrigues, "On evaluating
 * stream learning algorithms", Machine Learning 90, 2013): each example is predicted before it is
 * learned from, and counts less with every later example of its task.
 */
final class Evaluation {
  private final List<Task> tasks;
  private final double factor;
  private final Map<String, TaskTally> tallies = new LinkedHashMap<>();

  /**
   * @param window how many examples of a task its metrics stand for, over 0
   */
  Evaluation(List<Task> tasks, int window) {
    this.tasks = List.copyOf(tasks);
    this.factor = 1 - 1.0 / window;
  }

  /** Goes on from what was added up before; what fits none of the tasks is passed over. */
  void restore(Iterable<TaskTally> earlier) {
    for (TaskTally each : earlier) {
      tallies.put(each.task(), each);
    }
    tallies.keySet().retainAll(tasks.stream().map(Task::name).toList());
  }

  List<TaskTally> tallies() {
    return List.copyOf(tallies.values());
  }

  /** Adds a step's outcome, unless the step was dropped: its losses say nothing. */
  void add(StepOutcome outcome) {
    if (!outcome.applied()) {
      return;
    }
    for (TaskOutcome each : outcome.tasks()) {
      TaskTally before = tallies.get(each.task());
      tallies.put(each.task(), before == null ? TaskTally.of(each) : before.plus(each, factor));
    }
  }

  /** The score of each task that has had examples, in the order of the configuration. */
  List<TaskScore> scores(long step, Instant time) {
    List<TaskScore> scores = new ArrayList<>();
    for (Task task : tasks) {
      TaskTally tally = tallies.get(task.name());
      if (tally != null) {
        Metric metric = Metrics.of(task.kind());
        scores.add(
            new TaskScore(
                task.name(),
                task.kind(),
                time,
                step,
                tally.examples(),
                metric.headline(),
                values(metric, tally)));
      }
    }
    return scores;
  }

  private static Map<String, Double> values(Metric metric, TaskTally tally) {
    Map<String, Double> values = new LinkedHashMap<>(metric.values(tally.tally()));
    values.put("loss", tally.loss() / tally.weight());
    values.values().removeIf(value -> value.isNaN());
    return values;
  }
}
