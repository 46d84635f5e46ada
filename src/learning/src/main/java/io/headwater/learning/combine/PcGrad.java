package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.inner;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Projecting conflicting gradients: Yu et al., "Gradient surgery for multi-task learning", 2020,
 * algorithm 1. Each task's gradient is projected onto the normal plane of each other one that it is
 * at odds with, in an order drawn for each task and step; the projections add up.
 */
public record PcGrad(Gradients gradients) implements Combination {
  public PcGrad {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return "pcgrad";
  }

  @Override
  public Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved) {
    return gram ->
        gram.amongNonZero(
            some -> coefficients(some.products(), RandomOrder.generator(seed, gram.step())));
  }

  private static double[] coefficients(double[][] gram, RandomGenerator random) {
    double[] sum = new double[gram.length];
    for (int i = 0; i < gram.length; i++) {
      double[] projected = new double[gram.length];
      projected[i] = 1;
      for (int j : RandomOrder.others(i, gram.length, random)) {
        double product = inner(projected, gram[j]);
        if (product < 0) {
          projected[j] -= product / gram[j][j];
        }
      }
      Arrays.setAll(sum, k -> sum[k] + projected[k]);
    }
    return sum;
  }
}
