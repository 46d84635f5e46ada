package io.headwater.learning.weighting;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;

/** Weighs losses step after step, with what it has seen so far. Used by one thread. */
public interface Weigher {
  /**
   * The factor of each task's loss in the joint loss.
   *
   * @param losses of the tasks that have labels in this step, by task name, finite
   * @return a weight for each of them
   */
  Map<String, Double> weigh(Map<String, Double> losses);

  /** Sees what came of a step that was applied. */
  default void observe(AppliedStep step) {}

  /** What it goes on from after a restart (see {@link Weighting#part}); empty if nothing. */
  default Optional<StatePart> state() {
    return Optional.empty();
  }
}
