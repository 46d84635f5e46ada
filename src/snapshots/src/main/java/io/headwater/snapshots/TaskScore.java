package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well one task did on the stream, test-then-train, when a snapshot was taken.
 *
 * @param time when the values were taken
 * @param step the joint step after which they were taken
 * @param examples examples of this task learned from so far
 * @param headline the name of the value that stands for the task
 * @param values by metric name
 * @param balance how the task stood among the others in training since the score before; null if it
 *     had no labels in a step since then
 */
public record TaskScore(
    String task,
    TaskKind kind,
    Instant time,
    long step,
    long examples,
    String headline,
    Map<String, Double> values,
    @Nullable TaskBalance balance) {
  public TaskScore {
    requireNonNull(task, "task");
    requireNonNull(kind, "kind");
    requireNonNull(time, "time");
    requireNonNull(headline, "headline");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
