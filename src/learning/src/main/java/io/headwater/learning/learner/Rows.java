package io.headwater.learning.learner;

/** Rows of a matrix [N, width], row after row in one array. */
final class Rows {
  private Rows() {}

  /** The rows of those indices, in their order. */
  static double[] gather(double[] matrix, int width, int[] indices) {
    double[] rows = new double[indices.length * width];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(matrix, indices[i] * width, rows, i * width, width);
    }
    return rows;
  }

  /** Adds each row to the matrix's row of that index. */
  static void scatterAdd(double[] rows, int width, int[] indices, double[] matrix) {
    for (int i = 0; i < indices.length; i++) {
      int to = indices[i] * width;
      for (int k = 0; k < width; k++) {
        matrix[to + k] += rows[i * width + k];
      }
    }
  }

  static void scale(double[] matrix, double factor) {
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] *= factor;
    }
  }
}
