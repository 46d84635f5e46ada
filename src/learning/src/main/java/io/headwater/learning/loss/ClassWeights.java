package io.headwater.learning.loss;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.Optional;

/**
 * How the classes of a classification are weighed against each other; a setting. The weight of an
 * example's class multiplies the example's own in the weighted mean of the loss, so that only the
 * proportions of the weights matter; they are told with a mean of 1.
 */
public interface ClassWeights extends Serializable {
  /** The version of what its weighers keep in a learner's state; 0 if they keep nothing. */
  default int stateVersion() {
    return 0;
  }

  /**
   * Begins to weigh.
   *
   * @param window how many recent examples what is counted stands for, over 0
   * @param saved what a weigher of this task kept (see {@link ClassWeigher#state}), in this version
   *     or an earlier one; empty if there is nothing to go on from
   * @throws IllegalArgumentException if the weights are not for the task's classes
   */
  ClassWeigher begin(Task task, int window, Optional<StatePart> saved);

  /** The name of the part of a learner's state that a task's weigher keeps. */
  static String part(String task) {
    return "classWeights/" + task;
  }
}
