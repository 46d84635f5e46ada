package io.headwater.learning.evaluate;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tallies of the tasks that have had examples. */
final class FadingTallies {
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final double factor;
  private final Map<String, FadingTally> byTask = new LinkedHashMap<>();

  /**
   * @param factor what is left of a task's older examples after one more
   * @param from what was added up before; what fits none of the tasks is passed over
   */
  FadingTallies(List<Task> tasks, double factor, List<TaskTally> from) {
    this.factor = factor;
    tasks.forEach(task -> this.tasks.put(task.name(), task));
    for (TaskTally each : from) {
      Task task = this.tasks.get(each.task());
      if (task != null && task.kind() == each.kind()) {
        byTask.put(each.task(), new FadingTally(task, factor, each));
      }
    }
  }

  /** An outcome whose loss is not finite is passed over: no later one would make it good. */
  void add(List<TaskOutcome> outcomes) {
    for (TaskOutcome each : outcomes) {
      if (Double.isFinite(each.loss())) {
        byTask.computeIfAbsent(each.task(), this::begun).add(each);
      }
    }
  }

  private FadingTally begun(String task) {
    return new FadingTally(requireNonNull(tasks.get(task)), factor);
  }

  Optional<FadingTally> of(Task task) {
    return Optional.ofNullable(byTask.get(task.name()));
  }

  List<TaskTally> tallies() {
    return byTask.values().stream().map(FadingTally::tally).toList();
  }
}
