package io.headwater.learning.optimise;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * How the parameters of a network are updated in one step. Of a gradient, first the factor is
 * taken, then the norm of each parameter is scaled down, then each value is clipped; then the
 * penalty is added, and the optimiser moves the parameter.
 *
 * @param rate the learning rate, finite, 0 or more
 * @param factor by which the gradients are multiplied first, such as for clipping
 * @param layerNorm the gradient of each parameter is scaled down to this norm; over 0, infinite for
 *     no such clipping
 * @param limit each value of the gradients is at most so far from 0; over 0, infinite for no such
 *     clipping
 * @param penalty on what weighs inputs
 * @param frozen names of the parameters that stay as they are, with their slots
 */
public record Update(
    double rate,
    double factor,
    double layerNorm,
    double limit,
    Penalty penalty,
    Set<String> frozen) {
  public Update {
    requireNonNull(penalty, "penalty");
    frozen = Set.copyOf(frozen);
    Setting.require(rate >= 0 && rate < Double.POSITIVE_INFINITY, "rate", rate, "0 or more");
    Setting.require(layerNorm > 0, "layerNorm", layerNorm, "over 0");
    Setting.require(limit > 0, "limit", limit, "over 0");
  }

  /** Without further constraints. */
  public Update(double rate, double factor, Set<String> frozen) {
    this(rate, factor, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Penalty.NONE, frozen);
  }

  /** Of all parameters. */
  public Update(double rate, double factor) {
    this(rate, factor, Set.of());
  }

  /** At the optimiser's own rate. */
  public static Update of(Optimiser optimiser, double factor) {
    return new Update(optimiser.learningRate(), factor);
  }

  /** The same, with another factor. */
  public Update withFactor(double other) {
    return new Update(rate, other, layerNorm, limit, penalty, frozen);
  }

  /** The same, with the gradient of each parameter scaled down to a norm. */
  public Update withLayerNorm(double norm) {
    return new Update(rate, factor, norm, limit, penalty, frozen);
  }

  /** The same, with each value of the gradients clipped. */
  public Update withLimit(double most) {
    return new Update(rate, factor, layerNorm, most, penalty, frozen);
  }

  /** The same, with another penalty. */
  public Update with(Penalty other) {
    return new Update(rate, factor, layerNorm, limit, other, frozen);
  }

  /** Whether the norm of each parameter's gradient is scaled down. */
  public boolean clipsLayers() {
    return layerNorm < Double.POSITIVE_INFINITY;
  }

  /** Whether values of the gradients are clipped. */
  public boolean clipsValues() {
    return limit < Double.POSITIVE_INFINITY;
  }

  /**
   * The optimiser's step on one parameter, with all that is asked for here.
   *
   * @param number of the update, from 1
   * @param squareSum of the parameter's gradient; asked for only if its norm matters
   */
  public Optimiser.Step step(Optimiser optimiser, long number, DoubleSupplier squareSum) {
    double own = clipsLayers() ? factor(squareSum.getAsDouble()) : factor;
    if (!clipsValues() && !penalty.isOnGradient()) {
      return optimiser.step(number, new Update(rate, own));
    }
    Optimiser.Step step = optimiser.step(number, new Update(rate, 1));
    return (weights, gradients, slots, count, decays) -> {
      Loops.scale(gradients, (float) own, count);
      Loops.clip(gradients, (float) limit, count);
      if (decays) {
        Loops.add(gradients, (float) penalty.l2(), weights, count);
        Loops.addSigns(gradients, (float) penalty.l1(), weights, count);
      }
      step.apply(weights, gradients, slots, count, decays);
    };
  }

  /**
   * What a parameter's gradient is multiplied by.
   *
   * @param squareSum of it
   */
  private double factor(double squareSum) {
    double norm = Math.abs(factor) * Math.sqrt(squareSum);
    return norm > layerNorm ? factor * layerNorm / norm : factor;
  }
}
