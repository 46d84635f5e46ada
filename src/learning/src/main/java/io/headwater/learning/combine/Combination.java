package io.headwater.learning.combine;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A method that makes one gradient of the tasks' gradients on what they share; its settings. What
 * meets are the gradients of the weighted losses. A task's own head always has its own gradient.
 *
 * <p>A task that has no label in a step is not among those that meet, nor is one whose gradient is
 * zero, which is at odds with nobody: the others are combined as if they were all.
 */
public interface Combination extends Serializable {
  /** The name in configuration and saved states, such as "sum". */
  String kind();

  /** What it sees of the tasks' gradients. */
  Gradients gradients();

  /** The version of what its combiners keep in a learner's state; 0 if they keep nothing. */
  default int stateVersion() {
    return 0;
  }

  /** The name of the part of a learner's state that they keep it in. */
  default String part() {
    return "combination/" + kind();
  }

  /**
   * Begins to combine the gradients of these tasks.
   *
   * @param seed with the step's number, of what is drawn at random
   * @param saved what a combiner of this kind kept, in this version or an earlier one; empty if
   *     there is nothing to go on from
   */
  Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved);
}
