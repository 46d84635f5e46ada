package io.headwater.learning.combine;

/**
 * Vectors' directions apart from their lengths, so that neither long nor short ones drown in
 * rounding.
 *
 * @param cosines [tasks, tasks], with ones in the diagonal
 * @param norms over 0
 */
record Cosines(double[][] cosines, double[] norms) {
  static Cosines of(double[][] gram) {
    int count = gram.length;
    double[] norms = new double[count];
    for (int i = 0; i < count; i++) {
      norms[i] = Math.sqrt(gram[i][i]);
    }
    double[][] cosines = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double cosine = gram[i][j] / norms[i] / norms[j];
        cosines[i][j] = i == j ? 1 : Math.max(-1, Math.min(1, cosine));
      }
    }
    return new Cosines(cosines, norms);
  }

  int count() {
    return norms.length;
  }

  /** The coefficients of the vectors that those of their directions stand for. */
  double[] ofVectors(double[] ofDirections) {
    double[] coefficients = new double[norms.length];
    for (int i = 0; i < norms.length; i++) {
      coefficients[i] = ofDirections[i] / norms[i];
    }
    return coefficients;
  }
}
