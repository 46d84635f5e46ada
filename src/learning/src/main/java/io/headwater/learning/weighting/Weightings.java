package io.headwater.learning.weighting;

import java.util.List;

/** The methods that there are. */
public final class Weightings {
  private Weightings() {}

  /** Each with its usual settings, the default one first. */
  public static List<Weighting> usual() {
    return List.of(
        new FixedWeights(),
        new Uncertainty(0.01),
        new GradNorm(1.5, 0.025),
        new DynamicWeightAverage(2, 100),
        new RandomWeights(1),
        new GeometricMean(),
        new ImtlL(0.01),
        new Famo(0.025, 0.001),
        new SmoothTchebycheff(1, 100),
        new DualBalancing());
  }
}
