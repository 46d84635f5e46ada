package io.headwater.learning.learner;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.learner.ModelPass.HeadGradient;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the heads of one task made of its examples in training.
 *
 * @param rows the task's
 * @param outputs the raw ones of the task's head
 * @param loss of the task's head
 * @param auxiliaryLoss the weighted sum of its auxiliary heads' losses
 * @param gradients of the task's loss on the outputs of its head and its auxiliary ones, by head
 */
record TaskForward(
    TaskRows rows,
    double[] outputs,
    double loss,
    double auxiliaryLoss,
    Map<String, double[]> gradients) {
  static List<TaskForward> all(
      Architecture architecture, Criteria criteria, JointBatch joint, ModelPass pass) {
    List<TaskForward> forwards = new ArrayList<>();
    joint
        .tasks()
        .forEach(rows -> forwards.add(of(architecture, criteria.of(rows.task()), rows, pass)));
    return forwards;
  }

  private static TaskForward of(
      Architecture architecture, Criterion criterion, TaskRows rows, ModelPass pass) {
    String task = rows.task().name();
    double[] outputs = pass.outputs(task, rows);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    double[] gradient = new double[outputs.length];
    double loss = criterion.evaluate(rows, outputs, gradient);
    gradients.put(task, gradient);
    double auxiliaryLoss = 0;
    for (Auxiliary auxiliary : architecture.auxiliaries(task)) {
      String head = auxiliary.member().name();
      double[] onOutputs = new double[outputs.length];
      double own = criterion.evaluate(rows, pass.outputs(head, rows), onOutputs);
      auxiliaryLoss += auxiliary.weight() * own;
      gradients.put(head, times(auxiliary.weight(), onOutputs));
    }
    return new TaskForward(rows, outputs, loss, auxiliaryLoss, gradients);
  }

  String task() {
    return rows.task().name();
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
}
