package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights that the tasks are configured with, and no others. */
public record FixedWeights() implements Weighting {
  @Override
  public String kind() {
    return "fixed";
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    return step -> {
      Map<String, Double> ones = new LinkedHashMap<>();
      step.losses().keySet().forEach(task -> ones.put(task, 1.0));
      return ones;
    };
  }
}
