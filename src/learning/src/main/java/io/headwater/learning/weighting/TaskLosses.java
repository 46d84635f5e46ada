package io.headwater.learning.weighting;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a weighting sees of a step before it is taken, of the tasks that have labels in it.
 *
 * @param step joint steps taken before this one
 * @param losses unweighted, by task name, finite, 0 or more; in the order of the configuration
 * @param gradientNorms of each task's unweighted loss on what the tasks share; empty unless the
 *     tasks' gradients were taken one by one
 */
public record TaskLosses(long step, Map<String, Double> losses, Map<String, Double> gradientNorms) {
  /** Smaller losses are taken for this, so that their inverse and logarithm are finite. */
  private static final double LEAST = 1e-8;

  public TaskLosses {
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    gradientNorms = Collections.unmodifiableMap(new LinkedHashMap<>(gradientNorms));
  }

  /** The tasks, in the order in which the arrays below have them. */
  List<String> tasks() {
    return List.copyOf(losses.keySet());
  }

  /** The losses, each at least {@value #LEAST}. */
  double[] positive() {
    return positive(losses);
  }

  /** Losses of these tasks, each at least {@value #LEAST}. */
  double[] positive(Map<String, Double> others) {
    return losses.keySet().stream()
        .mapToDouble(task -> Math.max(LEAST, requireNonNull(others.get(task))))
        .toArray();
  }

  double[] norms() {
    return losses.keySet().stream()
        .mapToDouble(task -> requireNonNull(gradientNorms.get(task)))
        .toArray();
  }

  /** The values by task name. */
  Map<String, Double> byTask(double[] values) {
    Map<String, Double> byTask = new LinkedHashMap<>();
    for (String task : losses.keySet()) {
      byTask.put(task, values[byTask.size()]);
    }
    return byTask;
  }
}
