package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * Binary cross-entropy of one logit per pixel, in which edges, being rare, count as much as the
 * rest together: the mean over pixels of beta x loss on edges and (1 - beta) x loss elsewhere,
 * where beta is the share of pixels of the mini-batch that are no edge. Xie and Tu,
 * "Holistically-nested edge detection", 2015, equation 2, with the balance taken over the
 * mini-batch. An example of weight 2 counts as if it came twice, in the balance too.
 */
public record ClassBalancedSigmoidCrossEntropy() implements Loss {
  @Override
  public TaskKind kind() {
    return TaskKind.EDGES;
  }

  @Override
  public double evaluate(
      double[] outputs, List<Label> labels, double[] weights, double[] gradient) {
    int pixels = outputs.length / labels.size();
    double total = Weights.sum(weights) * pixels;
    double edgeShare = edges(labels, weights, pixels) / total;
    double loss = 0;
    for (int n = 0; n < labels.size(); n++) {
      byte[] mask = labels.get(n).mask();
      double onEdge = (1 - edgeShare) * weights[n] / total;
      double elsewhere = edgeShare * weights[n] / total;
      for (int p = 0; p < pixels; p++) {
        double logit = outputs[n * pixels + p];
        double e = Math.exp(-Math.abs(logit));
        double inverse = 1 / (1 + e);
        double sigmoid = logit >= 0 ? inverse : e * inverse;
        double softplus = Math.log(1 + e);
        if (mask[p] != 0) {
          loss += onEdge * (softplus + Math.max(-logit, 0));
          gradient[n * pixels + p] = onEdge * (sigmoid - 1);
        } else {
          loss += elsewhere * (softplus + Math.max(logit, 0));
          gradient[n * pixels + p] = elsewhere * sigmoid;
        }
      }
    }
    return loss;
  }

  private static double edges(List<Label> labels, double[] weights, int pixels) {
    double edges = 0;
    for (int n = 0; n < labels.size(); n++) {
      byte[] mask = EdgeMask.of(labels.get(n), pixels);
      int count = 0;
      for (byte pixel : mask) {
        count += pixel != 0 ? 1 : 0;
      }
      edges += weights[n] * count;
    }
    return edges;
  }
}
