package io.headwater.learning.evaluate;

import io.headwater.learning.metric.Metrics;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test-then-train evaluation with fading factors (Gama, Sebastião and Rodrigues, "On evaluating
 * stream learning algorithms", Machine Learning 90, 2013): each example is predicted before it is
 * learned from, and counts less with every later example of its task. Examples that are held out
 * are added up apart. Used by one thread.
 */
public final class Evaluation {
  private final List<Task> tasks;
  private final FadingTallies prequential;
  private final FadingTallies heldOut;

  /**
   * An evaluation that goes on from the state; what fits none of the tasks is passed over.
   *
   * @param window how many examples of a task its metrics stand for, over 0
   */
  public Evaluation(List<Task> tasks, int window, EvaluationState from) {
    double factor = 1 - 1.0 / window;
    this.tasks = List.copyOf(tasks);
    this.prequential = new FadingTallies(this.tasks, factor, from.prequential());
    this.heldOut = new FadingTallies(this.tasks, factor, from.heldOut());
  }

  /** Adds what came of fresh examples; not of a dropped step, whose losses say nothing. */
  public void addFresh(List<TaskOutcome> outcomes) {
    prequential.add(outcomes);
  }

  /** Adds what came of held-out examples. */
  public void addHeldOut(List<TaskOutcome> outcomes) {
    heldOut.add(outcomes);
  }

  /** The score of each task that has had fresh examples, in the order of the configuration. */
  public List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    for (Task task : tasks) {
      prequential.of(task).ifPresent(fresh -> scores.add(score(task, fresh)));
    }
    return scores;
  }

  /** The mean loss of each task that has had fresh examples, times the task's weight, by name. */
  public Map<String, Double> losses() {
    Map<String, Double> losses = new LinkedHashMap<>();
    for (Task task : tasks) {
      prequential
          .of(task)
          .ifPresent(tally -> losses.put(task.name(), task.lossWeight() * tally.loss()));
    }
    return losses;
  }

  /** What was added up so far. */
  public EvaluationState state() {
    return new EvaluationState(prequential.tallies(), heldOut.tallies());
  }

  private Score score(Task task, FadingTally fresh) {
    Map<String, Double> values = new LinkedHashMap<>(fresh.values());
    heldOut
        .of(task)
        .ifPresent(
            tally ->
                tally.values().forEach((name, value) -> values.put(Score.HELD_OUT + name, value)));
    String headline = Metrics.of(task.kind()).headline();
    return new Score(task.name(), task.kind(), fresh.examples(), headline, values);
  }
}
