package io.headwater.learning.optimise;

import java.util.List;

/**
 * Scales the weights of a parameter's units down to a norm, in two passes over all of them in
 * row-major order, stretch after stretch: first each stretch is added up, then, if a unit is over
 * the norm, each is scaled. Used once, by one thread.
 */
public final class UnitNorms {
  private final double most;
  private final int inner;
  private final double[] sums;
  private int unit;
  private int within;

  /**
   * @param most the largest norm, over 0
   */
  UnitNorms(double most, List<Integer> shape, int unitAxis) {
    this.most = most;
    this.inner = shape.subList(unitAxis + 1, shape.size()).stream().reduce(1, Math::multiplyExact);
    this.sums = new double[shape.get(unitAxis)];
  }

  /** Adds the next weights to their units' sums. */
  public void add(float[] weights, int count) {
    for (int i = 0; i < count; i++) {
      sums[unit] += (double) weights[i] * weights[i];
      step();
    }
  }

  /** Whether a unit is over the norm, once all weights were added; then all can be scaled. */
  public boolean areExceeded() {
    unit = 0;
    within = 0;
    boolean exceeded = false;
    for (int i = 0; i < sums.length; i++) {
      double norm = Math.sqrt(sums[i]);
      exceeded |= norm > most;
      sums[i] = norm > most ? most / norm : 1;
    }
    return exceeded;
  }

  /** Scales the next weights. */
  public void scale(float[] weights, int count) {
    for (int i = 0; i < count; i++) {
      weights[i] *= (float) sums[unit];
      step();
    }
  }

  private void step() {
    if (++within == inner) {
      within = 0;
      if (++unit == sums.length) {
        unit = 0;
      }
    }
  }
}
