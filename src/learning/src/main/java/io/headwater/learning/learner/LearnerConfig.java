package io.headwater.learning.learner;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Clipping;
import io.headwater.learning.optimise.GlobalNorm;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.Update;
import io.headwater.learning.schedule.Constant;
import io.headwater.learning.schedule.Schedule;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weighting;
import java.io.Serializable;
import java.util.Map;

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
 * @param losses by task name; a task that is absent has the usual one of its kind
 */
public record LearnerConfig(
    Optimiser optimiser,
    Weighting weighting,
    Combination combination,
    Clipping clipping,
    Penalty penalty,
    Schedule schedule,
    long seed,
    int metricsWindow,
    Map<String, TaskLoss> losses)
    implements Serializable {
  public LearnerConfig {
    losses = Map.copyOf(losses);
    if (weighting.needsTaskGradients() && combination.gradients() == Gradients.FEATURES) {
      throw new IllegalArgumentException(
          "weighting %s weighs by gradients on parameters; combination %s takes none, only those on features"
              .formatted(weighting.kind(), combination.kind()));
    }
    if (metricsWindow < 1) {
      throw new IllegalArgumentException(
          "metricsWindow is " + metricsWindow + " examples; it must be over 0");
    }
  }

  /**
   * With gradients that are clipped by their global norm, no penalty, a constant rate and the usual
   * losses.
   */
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
        metricsWindow,
        Map.of());
  }

  /** With the configured weights, and the sum of the gradients. */
  public LearnerConfig(Optimiser optimiser, double clipNorm, long seed, int metricsWindow) {
    this(optimiser, new FixedWeights(), new Sum(), clipNorm, seed, metricsWindow);
  }

  /** Whether the tasks' gradients are taken one by one, as weighting or combination asks for. */
  boolean needsTaskGradients() {
    return weighting.needsTaskGradients() || combination.gradients() == Gradients.PARAMETERS;
  }

  /** The same with these losses. */
  public LearnerConfig withLosses(Map<String, TaskLoss> others) {
    return new LearnerConfig(
        optimiser,
        weighting,
        combination,
        clipping,
        penalty,
        schedule,
        seed,
        metricsWindow,
        others);
  }

  /** What that task is learned by. */
  public TaskLoss loss(Task task) {
    TaskLoss chosen = losses.get(task.name());
    return chosen == null ? TaskLoss.usual(task.kind()) : chosen;
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

  /**
   * Checks that the model can be learned so.
   *
   * @throws IllegalArgumentException if the combination weighs the tasks' gradients on what they
   *     share, or the weighting by them, and they share nothing
   */
  public void requireFits(Architecture model) {
    if (!model.shared().isEmpty()) {
      return;
    }
    if (weighting.needsTaskGradients()) {
      throw new IllegalArgumentException(
          "the weighting '%s' weighs by the tasks' gradients on the parameters that they share, and the tasks %s share none"
              .formatted(weighting.kind(), model.tasks().stream().map(Task::name).toList()));
    }
    if (combination.gradients() != Gradients.JOINT) {
      throw new IllegalArgumentException(
          "the combination '%s' weighs the tasks' gradients on the parameters that they share, and the tasks %s share none: each learns by its own gradient, as with the combination sum"
              .formatted(combination.kind(), model.tasks().stream().map(Task::name).toList()));
    }
  }
}
