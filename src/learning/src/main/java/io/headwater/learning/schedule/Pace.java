package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;

/** Sets the learning rate step after step, with what it has seen so far. Used by one thread. */
@FunctionalInterface
public interface Pace {
  /**
   * What the optimiser's learning rate is multiplied by, 0 or more.
   *
   * @param step joint steps that the model has taken before this one
   */
  double factor(long step);

  /**
   * Sees how well the tasks do after a step with fresh examples that was applied.
   *
   * @param losses recent mean losses, before learning from the examples, times the tasks' weights,
   *     by task name; of all tasks that have had examples, in this step or earlier
   */
  default void observe(Map<String, Double> losses) {}

  /** What it goes on from after a restart (see {@link Schedule#part}); empty if nothing. */
  default Optional<StatePart> state() {
    return Optional.empty();
  }
}
