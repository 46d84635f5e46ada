package io.headwater.learning.combine;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Means of cosines by ordered pairs of tasks, 0 at first. In a state each is a number named
 * "TASK/OTHER"; names of tasks have no slash.
 */
final class MeanCosines {
  static final int VERSION = 1;

  private final Map<String, Double> means;

  private MeanCosines(Map<String, Double> means) {
    this.means = means;
  }

  /** Of these tasks; what is saved of others is forgotten. */
  static MeanCosines of(List<Task> tasks, Optional<StatePart> saved) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Task task : tasks) {
      for (Task other : tasks) {
        String pair = pair(task.name(), other.name());
        saved
            .map(part -> part.numbers().get(pair))
            .filter(numbers -> numbers.length == 1)
            .ifPresent(numbers -> means.put(pair, numbers[0]));
      }
    }
    return new MeanCosines(means);
  }

  double of(String task, String other) {
    return means.getOrDefault(pair(task, other), 0.0);
  }

  void put(String task, String other, double mean) {
    means.put(pair(task, other), mean);
  }

  MeanCosines copy() {
    return new MeanCosines(new LinkedHashMap<>(means));
  }

  StatePart part(String name) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    means.forEach((pair, mean) -> numbers.put(pair, new double[] {mean}));
    return new StatePart(name, VERSION, Map.of(), Map.of(), numbers, Map.of());
  }

  private static String pair(String task, String other) {
    return task + "/" + other;
  }
}
