package io.headwater.learning.learner;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.loss.ClassWeigher;
import io.headwater.learning.loss.Loss;
import io.headwater.learning.task.Label;
import java.util.List;

/** The loss of one task, whose classes may be weighed. */
record Criterion(Loss loss, ClassWeigher classes) {
  /**
   * The mean loss of the rows, by the product of example's and class's weight.
   *
   * @param outputs raw ones [N, K] of all rows
   * @param gradient [N, K]; overwritten with dLoss/dOutputs
   */
  double evaluate(TaskRows rows, double[] outputs, double[] gradient) {
    return evaluate(rows.count(), rows, outputs, gradient);
  }

  /**
   * The mean loss of those rows that count for the task's metrics.
   *
   * @param outputs raw ones [N, K] of these rows
   */
  double ofScored(TaskRows rows, double[] outputs) {
    return evaluate(rows.scored(), rows, outputs, new double[outputs.length]);
  }

  private double evaluate(int count, TaskRows rows, double[] outputs, double[] gradient) {
    List<Label> labels = rows.labels().subList(0, count);
    double[] weights = classes.weights(labels);
    for (int n = 0; n < count; n++) {
      weights[n] *= rows.weights()[n];
    }
    return loss.evaluate(outputs, labels, weights, gradient);
  }
}
