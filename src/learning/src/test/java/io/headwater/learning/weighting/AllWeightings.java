package io.headwater.learning.weighting;

import java.util.List;

/** Every method, with settings that show in a few steps. */
public final class AllWeightings {
  private AllWeightings() {}

  public static List<Weighting> list() {
    return List.of(
        new FixedWeights(),
        new Uncertainty(0.1),
        new GradNorm(1.5, 0.1),
        new DynamicWeightAverage(2, 1),
        new RandomWeights(7),
        new GeometricMean(),
        new ImtlL(0.1),
        new Famo(0.1, 0.001),
        new SmoothTchebycheff(0.5, 2),
        new DualBalancing());
  }

  /** Those that have a part of a learner's state. */
  public static List<Weighting> keepingSomething() {
    return list().stream().filter(each -> each.stateVersion() > 0).toList();
  }
}
