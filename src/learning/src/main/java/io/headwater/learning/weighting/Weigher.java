package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;

/** Weighs losses step after step, with what it has seen so far. Used by one thread. */
public interface Weigher {
  /**
   * The factor of each task's loss in the joint loss, beside the weight that the task is configured
   * with. Changes nothing, so that a step that is dropped leaves no trace.
   *
   * @return a weight for each task that has labels in this step, finite, 0 or more
   */
  Map<String, Double> weigh(TaskLosses step);

  /** Sees what came of a step that was applied. */
  default void observe(AppliedStep step) {}

  /** What it goes on from after a restart (see {@link Weighting#part}); empty if nothing. */
  default Optional<StatePart> state() {
    return Optional.empty();
  }
}
