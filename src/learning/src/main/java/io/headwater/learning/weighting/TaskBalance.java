package io.headwater.learning.weighting;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one task stood among the others, as means over the steps that were applied in some time.
 *
 * @param lossWeight that its loss had, the configured one times the method's
 * @param gradientNorm of its unweighted loss on what the tasks share; null if the tasks' gradients
 *     were not taken one by one
 * @param cosines of the angles between its gradient and those of other tasks, by task; of each task
 *     that shared a step with it, if the gradients were taken one by one
 */
public record TaskBalance(
    String task, double lossWeight, @Nullable Double gradientNorm, Map<String, Double> cosines) {
  public TaskBalance {
    requireNonNull(task, "task");
    cosines = Collections.unmodifiableMap(new LinkedHashMap<>(cosines));
  }
}
