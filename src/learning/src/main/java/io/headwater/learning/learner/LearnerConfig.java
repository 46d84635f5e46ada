package io.headwater.learning.learner;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.optimise.Clipping;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.schedule.Constant;
import io.headwater.learning.schedule.Schedule;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weighting;
import java.io.Serializable;

/**
 * How a learner learns.
 *
 * @param optimiser of every network
 * @param weighting of the tasks' losses
 * @param combination of the tasks' gradients
 * @param clipping of the gradients
 * @param penalty on the parameters
 * @param schedule of the optimiser's learning rate
 * @param seed of the initial parameters
 * @param metricsWindow how many recent examples of a task its metrics stand for, over 0
 */
public record LearnerConfig(
    Optimiser optimiser,
    Weighting weighting,
    Combination combination,
    Clipping clipping,
    Penalty penalty,
    Schedule schedule,
    long seed,
    int metricsWindow)
    implements Serializable {
  public LearnerConfig {
    if (metricsWindow < 1) {
      throw new IllegalArgumentException(
          "metricsWindow is " + metricsWindow + " examples; it must be over 0");
    }
  }

  /** With gradients that are clipped by their global norm, no penalty and a constant rate. */
  public LearnerConfig(
      Optimiser optimiser,
      Weighting weighting,
      Combination combination,
      double clipNorm,
      long seed,
      int metricsWindow) {
    this(
        optimiser,
        weighting,
        combination,
        new GlobalNorm(clipNorm),
        Penalty.NONE,
        new Constant(),
        seed,
        metricsWindow);
  }

  /** With the configured weights, and the sum of the gradients. */
  public LearnerConfig(Optimiser optimiser, double clipNorm, long seed, int metricsWindow) {
    this(optimiser, new FixedWeights(), new Sum(), clipNorm, seed, metricsWindow);
  }

  /**
   * How the networks are updated in a step.
   *
   * @param rate the learning rate
   * @param norm of the gradients of all networks together, finite
   */
  Update update(double rate, double norm) {
    return clipping.clip(new Update(rate, 1), norm).with(penalty);
  }
}
