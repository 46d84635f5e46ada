package io.headwater.learning.learner;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.learner.ModelPass.HeadGradient;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Ensemble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the heads of one task made of its examples in training.
 *
 * @param rows the task's
 * @param outputs the raw ones of the task's head
 * @param outputLoss of them
 * @param loss that is learned: that of the task's head or, of an ensemble, the sum of its members'
 * @param auxiliaryLoss the weighted sum of its auxiliary heads' losses
 * @param gradients of the task's loss on the outputs of the heads that learn, by head
 * @param members of an ensemble
 */
record TaskForward(
    TaskRows rows,
    double[] outputs,
    double outputLoss,
    double loss,
    double auxiliaryLoss,
    Map<String, double[]> gradients,
    Optional<Members> members) {
  /**
   * What the members of an ensemble made of the examples.
   *
   * @param outputs raw ones, by member
   */
  record Members(Map<String, double[]> outputs, MemberDraw draw) {}

  /** Chooses which examples the members of an ensemble learn. */
  interface Choice {
    /**
     * @param outputs raw ones, by member
     */
    MemberDraw of(TaskRows rows, long[] ids, Map<String, double[]> outputs);
  }

  /**
   * Of each task.
   *
   * @param choices by the tasks that have ensembles
   */
  static List<TaskForward> all(
      Architecture architecture,
      Criteria criteria,
      JointBatch joint,
      ModelPass pass,
      Map<String, ? extends Choice> choices) {
    List<TaskForward> forwards = new ArrayList<>();
    for (TaskRows rows : joint.tasks()) {
      Optional<Choice> choice = Optional.ofNullable(choices.get(rows.task().name()));
      forwards.add(new Building(architecture, criteria.of(rows.task()), rows, pass).build(choice));
    }
    return forwards;
  }

  String task() {
    return rows.task().name();
  }

  /** Whether any head learns; no member of an ensemble may have drawn any of the examples. */
  boolean learns() {
    return !gradients.isEmpty();
  }

  /** The gradients of the weighted loss, by head. */
  Map<String, HeadGradient> weighted(double weight) {
    Map<String, HeadGradient> weighted = new LinkedHashMap<>();
    gradients.forEach(
        (head, gradient) -> weighted.put(head, new HeadGradient(rows, times(weight, gradient))));
    return weighted;
  }

  private static double[] times(double factor, double[] values) {
    double[] products = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      products[i] = factor * values[i];
    }
    return products;
  }

  private static final class Building {
    private final Architecture architecture;
    private final Criterion criterion;
    private final TaskRows rows;
    private final ModelPass pass;
    private final String task;
    private final Optional<Ensemble> ensemble;
    private final Map<String, double[]> gradients = new LinkedHashMap<>();

    Building(Architecture architecture, Criterion criterion, TaskRows rows, ModelPass pass) {
      this.architecture = architecture;
      this.criterion = criterion;
      this.rows = rows;
      this.pass = pass;
      this.task = rows.task().name();
      this.ensemble = architecture.ensemble(task);
    }

    TaskForward build(Optional<Choice> choice) {
      double[] outputs = pass.raw(rows);
      double[] gradient = new double[outputs.length];
      double outputLoss = loss(outputs, rows.weights(), gradient);
      Optional<Members> members = ensemble.map(each -> members(each, choice.orElseThrow()));
      double loss = outputLoss;
      if (members.isPresent()) {
        loss = learnMembers(ensemble.orElseThrow(), members.get());
      } else {
        gradients.put(task, gradient);
      }
      double auxiliaryLoss = learnAuxiliaries(members);
      return new TaskForward(rows, outputs, outputLoss, loss, auxiliaryLoss, gradients, members);
    }

    private Members members(Ensemble of, Choice choice) {
      Map<String, double[]> outputs = pass.outputs(of, rows);
      return new Members(outputs, choice.of(rows, pass.ids(), outputs));
    }

    private double learnMembers(Ensemble of, Members members) {
      double sum = 0;
      for (Map.Entry<String, double[]> output : members.outputs().entrySet()) {
        String head = of.member(output.getKey()).name();
        if (members.draw().learns(output.getKey())) {
          sum += learn(head, output.getValue(), members.draw().of(output.getKey()), 1);
        }
      }
      return sum;
    }

    private double learnAuxiliaries(Optional<Members> members) {
      double sum = 0;
      for (Auxiliary auxiliary : architecture.auxiliaries(task)) {
        Optional<String> member = ensemble.flatMap(of -> of.memberOf(auxiliary));
        if (member.isEmpty() || members.orElseThrow().draw().learns(member.get())) {
          double[] weights =
              member.map(name -> members.orElseThrow().draw().of(name)).orElse(rows.weights());
          String head = auxiliary.member().name();
          sum += learn(head, pass.outputs(head, rows), weights, auxiliary.weight());
        }
      }
      return sum;
    }

    private double learn(String head, double[] outputs, double[] weights, double factor) {
      double[] gradient = new double[outputs.length];
      double loss = loss(outputs, weights, gradient);
      gradients.put(head, times(factor, gradient));
      return factor * loss;
    }

    private double loss(double[] outputs, double[] weights, double[] gradient) {
      return criterion.evaluate(outputs, rows.labels(), weights, gradient);
    }
  }
}
