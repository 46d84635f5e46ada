package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.times;

/**
 * Solves symmetric equations of a few unknowns whose matrix has no eigenvalue under 0, but for
 * rounding, by a Cholesky decomposition with a ridge. The ridge's error is refined away where the
 * matrix determines the solution (Riley, "Solving systems of linear equations with a positive
 * definite, symmetric, but possibly ill-conditioned matrix", 1955); elsewhere it keeps it bounded.
 */
final class SemiDefinite {
  /**
   * Added to a diagonal of ones, it is as if each vector had a thousandth of its length in a
   * direction of its own: more than the rounding of gradients in 32 bits.
   */
  static final double RIDGE = 1e-6;

  private static final int REFINEMENTS = 3;

  private final double[][] matrix;
  private final double[][] lower;

  /**
   * @param matrix [n, n], with numbers of about 1 or more in the diagonal
   */
  SemiDefinite(double[][] matrix) {
    int count = matrix.length;
    this.matrix = matrix;
    this.lower = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j] + (i == j ? RIDGE : 0);
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(rest, RIDGE / 2)) : rest / lower[j][j];
      }
    }
  }

  double[] solve(double[] right) {
    double[] solution = ridged(right);
    for (int n = 0; n < REFINEMENTS; n++) {
      double[] rest = times(matrix, solution);
      for (int i = 0; i < rest.length; i++) {
        rest[i] = right[i] - rest[i];
      }
      double[] correction = ridged(rest);
      for (int i = 0; i < rest.length; i++) {
        solution[i] += correction[i];
      }
    }
    return solution;
  }

  private double[] ridged(double[] right) {
    double[] x = right.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
