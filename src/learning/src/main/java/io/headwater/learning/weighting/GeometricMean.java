package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Geometric loss strategy: Chennupati et al., "MultiNet++: multi-stream feature aggregation and
 * geometric loss strategy for multi-task learning", 2019 (GLS). The joint loss is the geometric
 * mean of the losses, whose gradient is that of the losses with the weights mean / (n L). So tasks
 * count the same whatever the units of their losses are.
 *
 * <p>The mean is of the losses of the n tasks that a step has.
 */
public record GeometricMean() implements Weighting {
  @Override
  public String kind() {
    return "gls";
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return step -> {
      double[] losses = step.positive();
      double mean = Math.exp(Arrays.stream(losses).map(Math::log).average().orElse(0));
      return step.byTask(
          Arrays.stream(losses).map(loss -> mean / (losses.length * loss)).toArray());
    };
  }
}
