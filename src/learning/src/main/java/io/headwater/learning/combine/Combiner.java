package io.headwater.learning.combine;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.state.StatePart;
import java.util.Optional;

/** Combines gradients step after step, with what it has seen so far. Used by one thread. */
public interface Combiner {
  /**
   * The factor of each task's gradient in their sum, in the order of the matrix. Asking changes
   * nothing (see {@link #applied}).
   *
   * @param gram of the tasks that have labels in this step; finite
   */
  double[] coefficients(TaskGram gram);

  /**
   * How the gradients, times their coefficients, meet element by element; empty if they add up.
   *
   * @param network whose parameters they are on
   */
  default Optional<ElementRule> elements(long step, String network) {
    return Optional.empty();
  }

  /** The step was taken whose coefficients were asked for last. */
  default void applied() {}

  /** What it goes on from after a restart (see {@link Combination#part}); empty if nothing. */
  default Optional<StatePart> state() {
    return Optional.empty();
  }
}
