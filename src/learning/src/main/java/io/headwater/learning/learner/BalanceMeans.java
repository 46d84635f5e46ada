package io.headwater.learning.learner;

import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.TaskBalance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up how the tasks stand among each other, step after step. Used by one thread. */
final class BalanceMeans {
  private final Map<String, Means> byTask = new LinkedHashMap<>();

  /** Adds a step that was applied. */
  void add(StepGradient gradient) {
    gradient.weights().forEach((task, weight) -> of(task).weight.add(weight));
    GramMatrix gram = gradient.gram();
    gram.norms().forEach((task, norm) -> of(task).norm.add(norm));
    for (int i = 0; i < gram.tasks().size(); i++) {
      for (int j = 0; j < gram.tasks().size(); j++) {
        if (i != j && Double.isFinite(gram.cosine(i, j))) {
          of(gram.tasks().get(i))
              .cosines
              .computeIfAbsent(gram.tasks().get(j), task -> new Mean())
              .add(gram.cosine(i, j));
        }
      }
    }
  }

  private Means of(String task) {
    return byTask.computeIfAbsent(task, name -> new Means());
  }

  /** Of the tasks that had labels in a step since this was last asked, in the order given. */
  List<TaskBalance> take(List<Task> tasks) {
    List<TaskBalance> taken =
        tasks.stream()
            .map(Task::name)
            .filter(byTask::containsKey)
            .map(task -> of(task).balance(task))
            .toList();
    byTask.clear();
    return taken;
  }

  private static final class Means {
    private final Mean weight = new Mean();
    private final Mean norm = new Mean();
    private final Map<String, Mean> cosines = new LinkedHashMap<>();

    TaskBalance balance(String task) {
      Map<String, Double> means = new LinkedHashMap<>();
      cosines.forEach((other, mean) -> means.put(other, mean.value()));
      return new TaskBalance(task, weight.value(), norm.count == 0 ? null : norm.value(), means);
    }
  }

  private static final class Mean {
    private double sum;
    private long count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return sum / count;
    }
  }
}
