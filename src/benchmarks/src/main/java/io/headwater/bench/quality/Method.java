package io.headwater.bench.quality;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Combinations;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weighting;
import io.headwater.learning.weighting.Weightings;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to learn both tasks.
 *
 * @param together the tasks that one network learns
 */
record Method(
    String name, List<List<Task>> together, Weighting weighting, Combination combination) {
  private static final List<Task> BOTH = List.of(TwoHeads.LEFT, TwoHeads.RIGHT);

  /** All that there are. */
  static List<Method> all() {
    List<Method> methods = new ArrayList<>();
    methods.add(
        new Method(
            "single",
            List.of(List.of(TwoHeads.LEFT), List.of(TwoHeads.RIGHT)),
            new FixedWeights(),
            new Sum()));
    methods.add(new Method("uniform", List.of(BOTH), new FixedWeights(), new Sum()));
    for (Weighting weighting : Weightings.usual()) {
      if (!(weighting instanceof FixedWeights)) {
        methods.add(new Method(weighting.kind(), List.of(BOTH), weighting, new Sum()));
      }
    }
    for (Combination combination : Combinations.usual()) {
      if (combination.gradients() != Gradients.JOINT) {
        methods.add(new Method(combination.kind(), List.of(BOTH), new FixedWeights(), combination));
      }
    }
    return methods;
  }
}
