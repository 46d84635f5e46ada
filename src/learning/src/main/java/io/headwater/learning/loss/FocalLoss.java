package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * (1 - p)^gamma x -log p of the softmax probability p of the labelled class: what is classified
 * well counts less. Lin et al., "Focal loss for dense object detection", 2017, equation 4, with
 * softmax for sigmoid.
 *
 * @param gamma 0 or more; 0 is the cross-entropy
 */
public record FocalLoss(double gamma) implements Loss {
  public FocalLoss {
    LossSetting.requireNotNegative("gamma", gamma);
  }

  @Override
  public TaskKind kind() {
    return TaskKind.CLASSIFICATION;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int classes = outputs.length / labels.size();
    double total = Weights.sum(weights);
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      loss +=
          evaluate(
              new ClassLogits(outputs, n * classes, classes),
              labels.get(n),
              weights[n] / total,
              gradient);
    }
    return loss;
  }

  private double evaluate(ClassLogits logits, Label label, double share, double[] gradient) {
    int right = logits.from() + logits.labelled(label);
    double logSum = logits.logSumExp();
    double others = 0;
    for (int k = logits.from(); k < logits.from() + logits.classes(); k++) {
      gradient[k] = Math.exp(logits.outputs()[k] - logSum);
      others += k == right ? 0 : gradient[k];
    }
    double p = gradient[right];
    double logP = others < 0.5 ? Math.log1p(-others) : logits.outputs()[right] - logSum;
    double factor = Math.pow(others, gamma);
    double slope = share * factor * (gamma * p * logP - others);
    for (int k = logits.from(); k < logits.from() + logits.classes(); k++) {
      gradient[k] = others > 0 ? -slope * gradient[k] / others : 0;
    }
    gradient[right] = slope;
    return -share * factor * logP;
  }
}
