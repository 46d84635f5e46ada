package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.inner;

import java.util.Arrays;

/**
 * Aligning the principal components of the tasks' gradients: Senushkin et al., "Independent
 * component alignment for multi-task learning", 2023, algorithm 1. All components are scaled to the
 * shortest one, so that the gradients' condition number is 1; the aligned gradients add up.
 * Components that are no more than rounding are left out.
 */
public record AlignedMtl(Gradients gradients) implements GramMethod {
  /** Of a component's square, against what it would be if the gradients were orthogonal. */
  private static final double NEGLIGIBLE = 1e-6;

  public AlignedMtl {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return "aligned-mtl";
  }

  @Override
  public double[] coefficients(double[][] gram) {
    int count = gram.length;
    double[] coefficients = new double[count];
    double shortest = Double.POSITIVE_INFINITY;
    for (Eigenvectors.Pair pair : Eigenvectors.of(gram)) {
      if (pair.value() > NEGLIGIBLE * ifOrthogonal(pair.vector(), gram)) {
        double length = Math.sqrt(pair.value());
        double share = Arrays.stream(pair.vector()).sum() / length;
        Arrays.setAll(coefficients, i -> coefficients[i] + share * pair.vector()[i]);
        shortest = Math.min(shortest, length);
      }
    }
    double to = shortest;
    return Arrays.stream(coefficients).map(coefficient -> to * coefficient).toArray();
  }

  private static double ifOrthogonal(double[] vector, double[][] gram) {
    double[] scaled = new double[vector.length];
    Arrays.setAll(scaled, i -> gram[i][i] * vector[i]);
    return inner(vector, scaled);
  }
}
