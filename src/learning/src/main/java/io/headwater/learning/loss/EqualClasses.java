package io.headwater.learning.loss;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.Optional;

/** No weights: all classes count alike. Of other kinds of task, too. */
public record EqualClasses() implements ClassWeights {
  @Override
  public ClassWeigher begin(Task task, int window, Optional<StatePart> saved) {
    return labels -> {
      double[] ones = new double[labels.size()];
      Arrays.fill(ones, 1);
      return ones;
    };
  }
}
