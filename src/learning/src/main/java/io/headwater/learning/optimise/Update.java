package io.headwater.learning.optimise;

import java.util.Set;

/**
 * How the parameters of a network are updated in one step.
 *
 * @param rate the learning rate, finite, 0 or more
 * @param factor by which the gradients are multiplied first, such as for clipping
 * @param frozen names of the parameters that stay as they are, with their slots
 */
public record Update(double rate, double factor, Set<String> frozen) {
  public Update {
    frozen = Set.copyOf(frozen);
    Setting.require(rate >= 0 && rate < Double.POSITIVE_INFINITY, "rate", rate, "0 or more");
  }

  /** Of all parameters. */
  public Update(double rate, double factor) {
    this(rate, factor, Set.of());
  }

  /** At the optimiser's own rate. */
  public static Update of(Optimiser optimiser, double factor) {
    return new Update(optimiser.learningRate(), factor);
  }
}
