package io.headwater.learning.combine;

import java.util.Arrays;

/**
 * Impartial multi-task learning of the gradients: Liu et al., "Towards impartial multi-task
 * learning", 2021, section 3.1. The gradient that has the same inner product with the direction of
 * each task's. The sum of the coefficients' magnitudes is 1; the paper's, without magnitudes, is
 * the same where none is negative, and may turn the gradient around where one is.
 */
public record ImtlG(Gradients gradients) implements GramMethod {
  public ImtlG {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return "imtl-g";
  }

  @Override
  public double[] coefficients(double[][] gram) {
    Cosines cosines = Cosines.of(gram);
    double[] ones = new double[gram.length];
    Arrays.fill(ones, 1);
    double[] equal = cosines.ofVectors(new SemiDefinite(cosines.cosines()).solve(ones));
    double sum = Arrays.stream(equal).map(Math::abs).sum();
    return Arrays.stream(equal).map(coefficient -> coefficient / sum).toArray();
  }
}
