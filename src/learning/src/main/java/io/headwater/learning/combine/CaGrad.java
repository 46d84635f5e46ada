package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.square;

import java.util.Arrays;

/**
 * Conflict-averse gradient descent: Liu et al., "Conflict-averse gradient descent for multi-task
 * learning", 2021, algorithm 1. Within a ball around the mean of the tasks' gradients, the
 * direction whose smallest inner product with one of them is largest; times the number of tasks, so
 * that with a radius of 0 it is their sum.
 *
 * @param c the ball's radius, in norms of the mean; from 0 to under 1
 */
public record CaGrad(double c, Gradients gradients) implements GramMethod {
  /** Norms of the worst combination under this share of the sum's count as zero. */
  private static final double NEGLIGIBLE = 1e-6;

  public CaGrad {
    gradients.requireOfEachTask();
    if (!(c >= 0 && c < 1)) {
      throw new IllegalArgumentException("c is " + c + "; it must be from 0 to under 1");
    }
  }

  @Override
  public String kind() {
    return "cagrad";
  }

  @Override
  public double[] coefficients(double[][] gram) {
    double[] sum = new double[gram.length];
    Arrays.fill(sum, 1);
    double ofSum = Math.sqrt(square(gram, sum));
    double[] worst = new WorstMixture(gram, c * ofSum / gram.length).weights();
    double ofWorst = Math.sqrt(square(gram, worst));
    if (ofWorst > NEGLIGIBLE * ofSum) {
      Arrays.setAll(sum, i -> 1 + c * ofSum / ofWorst * worst[i]);
    }
    return sum;
  }
}
