package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.learner.JointBatch.TaskRows;
import io.headwater.learning.loss.ClassWeights;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The losses of all tasks, with what they have counted. Used by one thread. */
final class Criteria {
  private final Map<String, Criterion> byTask;

  private Criteria(Map<String, Criterion> byTask) {
    this.byTask = byTask;
  }

  /**
   * @param saved what was counted before, among other parts of a state
   * @throws IllegalArgumentException if a loss is not for a task of that kind and those classes
   */
  static Criteria begin(List<Task> tasks, LearnerConfig config, Map<String, StatePart> saved) {
    Map<String, Criterion> byTask = new LinkedHashMap<>();
    for (Task task : tasks) {
      TaskLoss settings = config.loss(task);
      settings.requireFits(task);
      Optional<StatePart> own = Optional.ofNullable(saved.get(ClassWeights.part(task.name())));
      byTask.put(
          task.name(),
          new Criterion(
              settings.loss(), settings.classWeights().begin(task, config.metricsWindow(), own)));
    }
    return new Criteria(byTask);
  }

  Criterion of(Task task) {
    return requireNonNull(byTask.get(task.name()));
  }

  /** Counts the labels that were learned from, but for those that are replayed. */
  void count(JointBatch joint) {
    for (TaskRows rows : joint.tasks()) {
      of(rows.task()).classes().count(rows.labels().subList(0, rows.scored()));
    }
  }

  /** What was counted. */
  List<StatePart> parts() {
    List<StatePart> parts = new ArrayList<>();
    byTask.values().forEach(criterion -> criterion.classes().state().ifPresent(parts::add));
    return parts;
  }

  /** The version by name of the parts that the tasks' losses keep. */
  static Map<String, Integer> versions(List<Task> tasks, LearnerConfig config) {
    Map<String, Integer> versions = new LinkedHashMap<>();
    for (Task task : tasks) {
      int version = config.loss(task).classWeights().stateVersion();
      if (version > 0) {
        versions.put(ClassWeights.part(task.name()), version);
      }
    }
    return versions;
  }
}
