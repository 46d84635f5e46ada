package io.headwater.learning.combine;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;

/** A combination that is a function of the step's Gram matrix, and keeps nothing. */
public interface GramMethod extends Combination {
  /**
   * The factor of each task's gradient in their sum.
   *
   * @param gram [tasks, tasks], of gradients that are not zero, at least one
   */
  double[] coefficients(double[][] gram);

  @Override
  default Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved) {
    return gram -> gram.amongNonZero(some -> coefficients(some.products()));
  }
}
