package io.headwater.learning.learner;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weighting;
import java.io.Serializable;

/**
 * How a learner learns.
 *
 * @param optimiser of every network
 * @param weighting of the tasks' losses
 * @param combination of the tasks' gradients
 * @param clipNorm the gradients of all networks together are scaled down to this global norm
 *     (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013); over 0,
 *     infinite for no clipping
 * @param seed of the initial parameters
 * @param metricsWindow how many recent examples of a task its metrics stand for, over 0
 */
public record LearnerConfig(
    Optimiser optimiser,
    Weighting weighting,
    Combination combination,
    double clipNorm,
    long seed,
    int metricsWindow)
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

  /** With the configured weights, and the sum of the gradients. */
  public LearnerConfig(Optimiser optimiser, double clipNorm, long seed, int metricsWindow) {
    this(optimiser, new FixedWeights(), new Sum(), clipNorm, seed, metricsWindow);
  }

  /**
   * Checks that the model can be learned so.
   *
   * @throws IllegalArgumentException if the combination weighs the tasks' gradients on what they
   *     share, and they share nothing
   */
  public void requireFits(Architecture model) {
    if (combination.needsTaskGradients() && model.shared().isEmpty()) {
      throw new IllegalArgumentException(
          "the combination '%s' weighs the tasks' gradients on the parameters that they share, and the tasks %s share none: each learns by its own gradient, as with the combination sum"
              .formatted(combination.kind(), model.tasks().stream().map(Task::name).toList()));
    }
  }
}
