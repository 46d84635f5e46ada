package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.ensemble.Boosting;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much each example of a step counts for each member of an ensemble.
 *
 * @param weights of the task's examples, by member; 0 where a member does not learn one
 * @param boosting what boosting knows once the step is taken; empty if it does not choose
 */
record MemberDraw(Map<String, double[]> weights, Optional<Boosting> boosting) {
  MemberDraw {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  double[] of(String member) {
    return requireNonNull(weights.get(member));
  }

  /** Whether there is an example that the member learns. */
  boolean learns(String member) {
    return Arrays.stream(of(member)).anyMatch(weight -> weight > 0);
  }
}
