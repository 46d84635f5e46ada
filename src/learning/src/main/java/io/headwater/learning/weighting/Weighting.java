package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A method that weighs the tasks' losses; its settings. */
public interface Weighting extends Serializable {
  /** The name in configuration and saved states, such as "fixed". */
  String kind();

  /** The version of what its weighers keep in a learner's state; 0 if they keep nothing. */
  default int stateVersion() {
    return 0;
  }

  /** The name of the part of a learner's state that they keep it in. */
  default String part() {
    return "weighting/" + kind();
  }

  /**
   * Begins to weigh the losses of these tasks.
   *
   * @param saved what a weigher of this kind kept, in this version or an earlier one; empty if
   *     there is nothing to go on from
   */
  Weigher begin(List<Task> tasks, Optional<StatePart> saved);
}
