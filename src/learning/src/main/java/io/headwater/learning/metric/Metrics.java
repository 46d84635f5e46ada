package io.headwater.learning.metric;

import io.headwater.learning.task.TaskKind;

/** The metric of each kind of task. */
public final class Metrics {
  private Metrics() {}

  public static Metric of(TaskKind kind) {
    throw new UnsupportedOperationException();
  }
}
