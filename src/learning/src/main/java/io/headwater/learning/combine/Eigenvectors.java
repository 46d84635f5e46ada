package io.headwater.learning.combine;

import java.util.ArrayList;
import java.util.List;

/**
 * Eigenvectors of a symmetric matrix of a few rows, by cyclic Jacobi rotations (Golub and Van Loan,
 * "Matrix computations", 4th edition, section 8.5).
 */
final class Eigenvectors {
  private static final int MOST_ROUNDS = 60;

  private final double[][] matrix;
  private final double[][] vectors;

  /** An eigenvalue and a vector of norm 1. */
  record Pair(double value, double[] vector) {}

  private Eigenvectors(double[][] symmetric) {
    int count = symmetric.length;
    matrix = new double[count][];
    vectors = new double[count][count];
    for (int i = 0; i < count; i++) {
      matrix[i] = symmetric[i].clone();
      vectors[i][i] = 1;
    }
  }

  static List<Pair> of(double[][] symmetric) {
    Eigenvectors work = new Eigenvectors(symmetric);
    boolean rotated = true;
    for (int round = 0; round < MOST_ROUNDS && rotated; round++) {
      rotated = work.round();
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < symmetric.length; i++) {
      pairs.add(new Pair(work.matrix[i][i], work.vectors[i]));
    }
    return pairs;
  }

  /** Whether there was something to rotate. */
  private boolean round() {
    boolean rotated = false;
    for (int p = 0; p < matrix.length; p++) {
      for (int q = 0; q < p; q++) {
        double diagonal = Math.abs(matrix[p][p] * matrix[q][q]);
        if (matrix[p][q] * matrix[p][q] > 1e-30 * diagonal) {
          rotate(p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** Makes the number at p and q 0. */
  private void rotate(int p, int q) {
    double tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
    double c = 1 / Math.hypot(1, t);
    double s = t * c;
    for (double[] row : matrix) {
      double atP = row[p];
      row[p] = c * atP - s * row[q];
      row[q] = s * atP + c * row[q];
    }
    rotateRows(matrix, p, q, c, s);
    rotateRows(vectors, p, q, c, s);
    matrix[p][q] = 0;
    matrix[q][p] = 0;
  }

  private static void rotateRows(double[][] rows, int p, int q, double c, double s) {
    for (int k = 0; k < rows.length; k++) {
      double atP = rows[p][k];
      rows[p][k] = c * atP - s * rows[q][k];
      rows[q][k] = s * atP + c * rows[q][k];
    }
  }
}
