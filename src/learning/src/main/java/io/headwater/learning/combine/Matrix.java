package io.headwater.learning.combine;

/** Products of matrices of a few rows. */
final class Matrix {
  private Matrix() {}

  static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      product[i] = inner(matrix[i], vector);
    }
    return product;
  }

  /** The squared norm of a sum of vectors, of their Gram matrix; not under 0. */
  static double square(double[][] gram, double[] coefficients) {
    return Math.max(0, inner(coefficients, times(gram, coefficients)));
  }
}
