package io.headwater.learning.learner;

import io.headwater.learning.optimise.Optimiser;
import java.io.Serializable;

/**
 * How a learner learns.
 *
 * @param optimiser of the trunk and of every head
 * @param clipNorm the gradients of trunk and heads together are scaled down to this global norm
 *     (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013); over 0,
 *     infinite for no clipping
 * @param seed of the initial parameters
 */
public record LearnerConfig(Optimiser optimiser, double clipNorm, long seed)
    implements Serializable {
  public LearnerConfig {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clipNorm is " + clipNorm + "; it must be over 0");
    }
  }
}
