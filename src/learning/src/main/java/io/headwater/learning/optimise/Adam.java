package io.headwater.learning.optimise;

import java.io.Serializable;
import java.util.List;

/**
 * Adam, in the efficient form at the end of section 2 of Kingma and Ba, "Adam: a method for
 * stochastic optimization", 2015: step = rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) +
 * epsilon), where t counts the updates of the one network. State: "m" and "v".
 *
 * @param learningRate over 0
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon over 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Serializable {
  /** Its name in configuration and saved states. */
  public static final String KIND = "adam";

  /** Names of its state in {@link NetworkState#optimiser}. */
  public static final List<String> STATE = List.of("m", "v");

  public Adam {
    require(learningRate > 0 && learningRate < 1e6, "learningRate", learningRate, "over 0");
    require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in [0, 1)");
    require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in [0, 1)");
    require(epsilon > 0 && epsilon < 1e6, "epsilon", epsilon, "over 0");
  }

  public String kind() {
    return KIND;
  }

  public static Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
  }

  private static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
    }
  }
}
