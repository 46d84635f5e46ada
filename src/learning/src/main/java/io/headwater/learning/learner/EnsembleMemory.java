package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.ensemble.Boosting;
import io.headwater.learning.ensemble.Poisson;
import io.headwater.learning.evaluate.Evaluation;
import io.headwater.learning.evaluate.Score;
import io.headwater.learning.evaluate.TaskOutcome;
import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a learner knows of the members of one ensemble: how well each did lately, and the sums of
 * boosting. Used by one thread.
 */
final class EnsembleMemory {
  private final Ensemble ensemble;
  private final Task task;
  private final Evaluation evaluation;
  private Boosting boosting;

  /**
   * @param window how many recent examples the members' metrics stand for
   * @param saved what was known of the ensemble; what it says of other members is passed over
   */
  EnsembleMemory(Ensemble ensemble, Task task, int window, Optional<StatePart> saved) {
    this.ensemble = ensemble;
    this.task = task;
    List<String> members = List.copyOf(ensemble.members().keySet());
    EnsemblePart known = EnsemblePart.of(saved, members);
    List<Task> asTasks =
        members.stream().map(name -> new Task(name, task.kind(), 1, task.classes())).toList();
    this.evaluation = new Evaluation(asTasks, window, known.evaluation());
    this.boosting = known.boosting();
  }

  String task() {
    return task.name();
  }

  /**
   * How much the examples count for the members; changes nothing.
   *
   * @param ids of the examples, which chance follows from
   * @param outputs raw ones of the members, before they learn the examples
   */
  MemberDraw draw(TaskRows rows, long[] ids, Map<String, double[]> outputs) {
    Map<String, double[]> weights = new LinkedHashMap<>();
    ensemble.members().keySet().forEach(name -> weights.put(name, rows.weights().clone()));
    if (ensemble.training() == Training.BOOSTING) {
      return new MemberDraw(weights, Optional.of(boost(rows, ids, outputs, weights)));
    }
    if (ensemble.training() == Training.BAGGING) {
      for (int n = 0; n < rows.count(); n++) {
        long id = ids[rows.first()[n]];
        int row = n;
        weights.forEach((name, of) -> of[row] *= Poisson.draw(1, seed(id, name)));
      }
    }
    return new MemberDraw(weights, Optional.empty());
  }

  private Boosting boost(
      TaskRows rows, long[] ids, Map<String, double[]> outputs, Map<String, double[]> weights) {
    Boosting known = boosting;
    List<String> members = List.copyOf(weights.keySet());
    boolean[] isRight = new boolean[members.size()];
    for (int n = 0; n < rows.count(); n++) {
      for (int m = 0; m < isRight.length; m++) {
        isRight[m] = isRight(requireNonNull(outputs.get(members.get(m))), n, rows.labels().get(n));
      }
      Boosting.Step step = known.step(isRight);
      for (int m = 0; m < isRight.length; m++) {
        long seed = seed(ids[rows.first()[n]], members.get(m));
        requireNonNull(weights.get(members.get(m)))[n] *= Poisson.draw(step.means()[m], seed);
      }
      known = step.next();
    }
    return known;
  }

  private static long seed(long id, String member) {
    return id ^ ((long) member.hashCode() << 32);
  }

  private boolean isRight(double[] outputs, int row, Label label) {
    if (task.kind() == TaskKind.SIMILARITY) {
      return outputs[row] > 0 == label.same();
    }
    int classes = task.classes().size();
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (outputs[row * classes + k] > outputs[row * classes + best]) {
        best = k;
      }
    }
    return best == label.classIndex();
  }

  /** Sees what the members made of the examples of a step that was applied. */
  void observe(Criterion criterion, TaskRows rows, Map<String, double[]> outputs, MemberDraw draw) {
    draw.boosting().ifPresent(next -> boosting = next);
    if (rows.scored() > 0) {
      List<TaskOutcome> outcomes = new ArrayList<>();
      outputs.forEach(
          (name, of) -> {
            TaskOutcome outcome = Scoring.of(criterion, rows, of);
            outcomes.add(
                new TaskOutcome(name, outcome.examples(), outcome.loss(), outcome.tally()));
          });
      evaluation.addFresh(outcomes);
    }
  }

  /**
   * What each member's word counts now, in their order; 1 in all. Of a weighted mean, each as its
   * task's metric says or, with boosting, as {@link Boosting#weights} does; as long as no member
   * has done anything right, and of the other fusions, all alike.
   */
  double[] weights() {
    double[] weights = new double[ensemble.members().size()];
    if (ensemble.fusion() == Fusion.WEIGHTED_MEAN) {
      weights = ensemble.training() == Training.BOOSTING ? boosting.weights() : metrics();
    }
    double sum = Arrays.stream(weights).sum();
    double[] shares = new double[weights.length];
    for (int m = 0; m < shares.length; m++) {
      shares[m] = sum > 0 ? weights[m] / sum : 1.0 / shares.length;
    }
    return shares;
  }

  private double[] metrics() {
    Map<String, Double> headlines = new LinkedHashMap<>();
    ensemble.members().keySet().forEach(name -> headlines.put(name, 0.0));
    for (Score score : evaluation.scores()) {
      double value = score.values().getOrDefault(score.headline(), 0.0);
      boolean lower = task.kind() == TaskKind.REGRESSION;
      headlines.put(score.task(), lower && value > 0 ? 1 / value : value);
    }
    return headlines.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  StatePart state() {
    List<String> members = List.copyOf(ensemble.members().keySet());
    return new EnsemblePart(members, evaluation.state(), boosting).part(task.name());
  }
}
