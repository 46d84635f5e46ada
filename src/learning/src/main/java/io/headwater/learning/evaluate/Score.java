package io.headwater.learning.evaluate;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.TaskKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well one task does: a few numbers, however many sums they are taken from.
 *
 * @param examples examples of this task learned from so far
 * @param headline the name of the value that stands for the task
 * @param values by name: those of the task's metric and "loss", the mean loss; the same of held-out
 *     examples after {@link #HELD_OUT}. What no example tells of is left out
 */
public record Score(
    String task, TaskKind kind, long examples, String headline, Map<String, Double> values) {
  /** Begins the names of values of held-out examples. */
  public static final String HELD_OUT = "heldOut.";

  public Score {
    requireNonNull(task, "task");
    requireNonNull(kind, "kind");
    requireNonNull(headline, "headline");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
