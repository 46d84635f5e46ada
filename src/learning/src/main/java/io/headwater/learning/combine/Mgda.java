package io.headwater.learning.combine;

import java.util.Arrays;

/**
 * The multiple-gradient descent algorithm: Sener and Koltun, "Multi-task learning as
 * multi-objective optimization", 2018, equation 3. The shortest convex combination of the tasks'
 * gradients, which no task is at odds with; zero where no direction serves all. Coefficients are
 * from 0 and add up to 1. Over features it is their upper bound, MGDA-UB, section 3.3.
 */
public record Mgda(Gradients gradients) implements GramMethod {
  public Mgda {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return gradients == Gradients.FEATURES ? "mgda-ub" : "mgda";
  }

  /** The point minimises its square less twice its sum, but for its length. */
  @Override
  public double[] coefficients(double[][] gram) {
    Cosines cosines = Cosines.of(gram);
    double shortest = Arrays.stream(cosines.norms()).min().orElseThrow();
    double[] right = Arrays.stream(cosines.norms()).map(norm -> shortest / norm).toArray();
    double[] point = cosines.ofVectors(NonNegative.minimum(cosines.cosines(), right));
    double sum = Arrays.stream(point).sum();
    return Arrays.stream(point).map(coefficient -> coefficient / sum).toArray();
  }
}
