package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights that the tasks are configured with. */
public record FixedWeights() implements Weighting {
  @Override
  public String kind() {
    return "fixed";
  }

  @Override
  public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
    Map<String, Double> weights = new HashMap<>();
    tasks.forEach(task -> weights.put(task.name(), task.lossWeight()));
    return losses -> {
      Map<String, Double> present = new HashMap<>(weights);
      present.keySet().retainAll(losses.keySet());
      return present;
    };
  }
}
