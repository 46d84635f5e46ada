package io.headwater.learning.learner;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.loss.ClassWeigher;
import io.headwater.learning.loss.Loss;
import io.headwater.learning.task.Label;
import java.util.Arrays;
import java.util.List;

/** The loss of one task, whose classes may be weighed. */
record Criterion(Loss loss, ClassWeigher classes) {
  /**
   * The mean loss of examples, by the product of example's and class's weight.
   *
   * @param outputs raw ones [N, K]
   * @param examples their N weights
   * @param gradient [N, K]; overwritten with dLoss/dOutputs
   */
  double evaluate(double[] outputs, List<Label> labels, double[] examples, double[] gradient) {
    double[] weights = classes.weights(labels);
    for (int n = 0; n < weights.length; n++) {
      weights[n] *= examples[n];
    }
    return loss.evaluate(outputs, labels, weights, gradient);
  }

  /**
   * The mean loss of those rows that count for the task's metrics.
   *
   * @param outputs raw ones [N, K] of these rows
   */
  double ofScored(TaskRows rows, double[] outputs) {
    int scored = rows.scored();
    return evaluate(
        outputs,
        rows.labels().subList(0, scored),
        Arrays.copyOf(rows.weights(), scored),
        new double[outputs.length]);
  }
}
