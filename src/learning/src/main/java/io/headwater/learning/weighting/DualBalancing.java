package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Dual balancing: Lin et al., "Dual-balancing for multi-task learning", 2023 (DB-MTL). The losses
 * are taken as their logarithms, and the gradients of these, on all that the tasks share, are
 * brought to the norm of the largest: a task's weight is that norm divided by the norm of its
 * unweighted gradient. Where the paper smooths gradients over steps (its beta), these are those of
 * the step, as smoothed ones would take a copy of the trunk for each task; and a task's own head
 * has the same weight, where the paper has 1 / L.
 *
 * <p>The largest norm is of the tasks that a step has. A task whose gradient is 0 has the weight of
 * its logarithm, 1 / L.
 */
public record DualBalancing() implements Weighting {
  /** Smaller ones are no gradient, but what rounding has left. */
  private static final double LEAST_NORM = 1e-12;

  @Override
  public String kind() {
    return "db-mtl";
  }

  @Override
  public boolean needsTaskGradients() {
    return true;
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return step -> {
      double[] losses = step.positive();
      double[] norms = step.norms();
      double largest = 0;
      for (int i = 0; i < losses.length; i++) {
        largest = Math.max(largest, norms[i] / losses[i]);
      }
      double[] weights = new double[losses.length];
      for (int i = 0; i < losses.length; i++) {
        weights[i] = norms[i] > LEAST_NORM ? largest / norms[i] : 1 / losses[i];
      }
      return step.byTask(weights);
    };
  }
}
