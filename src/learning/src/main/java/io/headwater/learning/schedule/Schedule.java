package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.io.Serializable;
import java.util.Optional;

/** How the learning rate changes over the steps of a model; its settings. */
public interface Schedule extends Serializable {
  /** The name in configuration and saved states, such as "cosine". */
  String kind();

  /** The version of what its paces keep in a learner's state; 0 if they keep nothing. */
  default int stateVersion() {
    return 0;
  }

  /** The name of the part of a learner's state that they keep it in. */
  default String part() {
    return "schedule/" + kind();
  }

  /**
   * Begins to set the rate.
   *
   * @param saved what a pace of this kind kept, in this version or an earlier one; empty if there
   *     is nothing to go on from
   */
  Pace begin(Optional<StatePart> saved);
}
