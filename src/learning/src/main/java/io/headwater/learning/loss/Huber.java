package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * Half the squared error up to an error of delta, and linear from there on: delta x (error - delta
 * / 2). Huber, "Robust estimation of a location parameter", 1964.
 *
 * @param delta over 0, in the unit of the labels
 */
public record Huber(double delta) implements Loss {
  public Huber {
    LossSetting.requirePositive("delta", delta);
  }

  /** With delta 1. */
  public Huber() {
    this(1);
  }

  @Override
  public TaskKind kind() {
    return TaskKind.REGRESSION;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      double error = outputs[n] - labels.get(n).number();
      double size = Math.abs(error);
      double share = weights[n] / total;
      loss += share * (size <= delta ? size * size / 2 : delta * (size - delta / 2));
      gradient[n] = share * (size <= delta ? error : delta * Math.signum(error));
    }
    return loss;
  }
}
