package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some numbers for each task that had labels in a step, as many for each, which a weigher goes on
 * from. Saved as the numbers of a part, by task name.
 */
final class TaskMemory {
  private final Map<String, double[]> numbers = new LinkedHashMap<>();
  private final Weighting owner;

  /**
   * @param length numbers of a task
   * @throws IllegalArgumentException if the part has another number of them
   */
  TaskMemory(Weighting owner, int length, List<Task> tasks, Optional<StatePart> saved) {
    this.owner = owner;
    for (Task task : tasks) {
      double[] own = saved.map(part -> part.numbers().get(task.name())).orElse(null);
      if (own != null) {
        requireLength(task.name(), own, length);
        numbers.put(task.name(), own.clone());
      }
    }
  }

  private void requireLength(String task, double[] own, int length) {
    if (own.length != length) {
      throw new IllegalArgumentException(
          "part '%s' of the saved state has %d numbers of the task '%s'; it must have %d, as version %d has"
              .formatted(owner.part(), own.length, task, length, owner.stateVersion()));
    }
  }

  /** A copy of a task's numbers, or the beginning if it has none yet. */
  double[] get(String task, double... beginning) {
    return numbers.getOrDefault(task, beginning).clone();
  }

  /** The first number of each task. */
  double[] first(List<String> tasks, double... beginning) {
    return tasks.stream().mapToDouble(task -> get(task, beginning)[0]).toArray();
  }

  void put(String task, double[] own) {
    numbers.put(task, Arrays.copyOf(own, own.length));
  }

  Optional<StatePart> state() {
    Map<String, double[]> copies = new LinkedHashMap<>();
    numbers.forEach((task, own) -> copies.put(task, own.clone()));
    return Optional.of(
        new StatePart(owner.part(), owner.stateVersion(), Map.of(), Map.of(), copies, Map.of()));
  }
}
