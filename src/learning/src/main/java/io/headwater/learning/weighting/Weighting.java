package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A method that weighs the tasks' losses; its settings. A task without labels in a step is no part
 * of it: the others are weighed among themselves, and its own numbers stay as they are.
 */
public interface Weighting extends Serializable {
  /** The name in configuration and saved states, such as "fixed". */
  String kind();

  /**
   * Whether it weighs by the norms of the tasks' gradients, so that these must be taken one by one
   * (see {@link io.headwater.learning.combine.Gradients#PARAMETERS}).
   */
  default boolean needsTaskGradients() {
    return false;
  }

  /** The version of what its weighers keep in a learner's state; 0 if they keep nothing. */
  default int stateVersion() {
    return 0;
  }

  /** The name of the part of a learner's state that they keep it in. */
  default String part() {
    return "weighting/" + kind();
  }

  /** What is left of the part when these tasks begin anew: all but what is under their names. */
  default StatePart without(Set<String> tasks, StatePart saved) {
    Map<String, double[]> numbers = new LinkedHashMap<>(saved.numbers());
    numbers.keySet().removeAll(tasks);
    return new StatePart(
        saved.name(), saved.version(), saved.texts(), saved.counts(), numbers, saved.tensors());
  }

  /**
   * Begins to weigh the losses of these tasks.
   *
   * @param saved what a weigher of this kind kept, in this version or an earlier one; empty if
   *     there is nothing to go on from. Tasks that are not in it begin as in a new model; what it
   *     has of others is forgotten
   * @throws IllegalArgumentException if a weigher of this kind can't have kept that
   */
  Weigher begin(List<Task> tasks, Optional<StatePart> saved);
}
