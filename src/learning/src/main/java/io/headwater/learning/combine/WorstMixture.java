package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.inner;
import static io.headwater.learning.combine.Matrix.times;

import java.util.Arrays;

/**
 * The weights from 0 that add up to 1 for which the inner product of the so weighted vectors with
 * their mean, plus their norm times a radius, is smallest. Weight is moved between two vectors at a
 * time, each time to the best, which is known in closed form, until nothing moves.
 */
final class WorstMixture {
  private static final int MOST_ROUNDS = 1000;
  private static final double SETTLED = 1e-12;

  private final double[][] gram;
  private final double radius;
  private final double[] withMean;
  private final double[] weights;

  WorstMixture(double[][] gram, double radius) {
    this.gram = gram;
    this.radius = radius;
    this.weights = new double[gram.length];
    Arrays.fill(weights, 1.0 / gram.length);
    this.withMean = times(gram, weights);
  }

  double[] weights() {
    double moved = 1;
    for (int round = 0; round < MOST_ROUNDS && moved > SETTLED; round++) {
      moved = 0;
      for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < i; j++) {
          moved += Math.abs(move(i, j));
        }
      }
    }
    return weights;
  }

  /** Moves weight from j to i. */
  private double move(int i, int j) {
    double best = Math.max(-weights[i], Math.min(weights[j], best(i, j)));
    weights[i] += best;
    weights[j] -= best;
    return best;
  }

  /** Where slope x + radius sqrt(a x² + 2 b x + s) is smallest; infinite if it always falls. */
  private double best(int i, int j) {
    double slope = withMean[i] - withMean[j];
    double a = gram[i][i] - 2 * gram[i][j] + gram[j][j];
    double[] products = times(gram, weights);
    double b = products[i] - products[j];
    double s = inner(weights, products);
    double rest = radius * radius * a - slope * slope;
    if (rest <= 0) {
      return slope == 0 ? 0 : -Math.signum(slope) * Double.POSITIVE_INFINITY;
    }
    double distance = Math.sqrt(Math.max(0, a * s - b * b) / rest);
    return (-slope * distance - b) / a;
  }
}
