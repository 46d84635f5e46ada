package io.headwater.learning.learner;

import io.headwater.learning.optimise.Adam;
import java.io.Serializable;

/**
 * How a learner learns.
 *
 * @param optimiser of the trunk and of every head
 * @param clipNorm the gradients of trunk and heads together are scaled down to this global norm
 *     (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013); over 0,
 *     infinite for no clipping
 * @param seed of the initial parameters
 * @param metricsWindow how many recent examples of a task its metrics stand for, over 0
 */
public record LearnerConfig(Adam optimiser, double clipNorm, long seed, int metricsWindow)
    implements Serializable {
  public LearnerConfig {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm is " + clipNorm + "; it must be over 0");
    }
    if (metricsWindow < 1) {
      throw new IllegalArgumentException(
          "metricsWindow is " + metricsWindow + " examples; it must be over 0");
    }
  }
}
