package io.headwater.learning.weighting;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Multiplies the weights of a method by those that the tasks are configured with. */
public final class ConfiguredWeights implements Weigher {
  private final Weigher method;
  private final Map<String, Double> configured = new LinkedHashMap<>();

  public ConfiguredWeights(List<Task> tasks, Weigher method) {
    this.method = method;
    tasks.forEach(task -> configured.put(task.name(), task.lossWeight()));
  }

  @Override
  public Map<String, Double> weigh(TaskLosses step) {
    Map<String, Double> weights = new LinkedHashMap<>(method.weigh(step));
    weights.replaceAll((task, weight) -> requireNonNull(configured.get(task)) * weight);
    return weights;
  }

  @Override
  public void observe(AppliedStep step) {
    method.observe(step);
  }

  @Override
  public Optional<StatePart> state() {
    return method.state();
  }
}
