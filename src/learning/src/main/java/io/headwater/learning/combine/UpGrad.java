package io.headwater.learning.combine;

import java.util.Arrays;

/**
 * Unconflicting projection of gradients: Quinton and Rey, "Jacobian descent for multi-objective
 * optimization", 2024, section 2.2. Each task's gradient is projected onto the dual cone, the
 * directions that no task is at odds with; the projections add up, which is the paper's mean times
 * the number of tasks, so that it is the sum where no two are at odds.
 */
public record UpGrad(Gradients gradients) implements GramMethod {
  public UpGrad {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return "upgrad";
  }

  /** A projection is the gradient and what of the others, from 0, makes the shortest sum. */
  @Override
  public double[] coefficients(double[][] gram) {
    Cosines cosines = Cosines.of(gram);
    double[] sum = cosines.norms().clone();
    for (int i = 0; i < gram.length; i++) {
      double[] against = Arrays.stream(cosines.cosines()[i]).map(cosine -> -cosine).toArray();
      double[] added = NonNegative.minimum(cosines.cosines(), against);
      double norm = cosines.norms()[i];
      Arrays.setAll(sum, j -> sum[j] + norm * added[j]);
    }
    return cosines.ofVectors(sum);
  }
}
