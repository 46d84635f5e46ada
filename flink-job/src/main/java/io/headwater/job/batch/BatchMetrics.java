package io.headwater.job.batch;

import io.headwater.learning.stream.Withdrawn;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the stage reports of examples that waited while the configuration changed. */
final class BatchMetrics {
  /** Counter of examples that were dropped, as none of their labels can be learned from. */
  static final String DROPPED_EXAMPLES = "droppedExamples";

  /** Counter of labels taken away, in a group for each value of {@link #TASK}. */
  static final String DROPPED_LABELS = "droppedLabels";

  /** Key of the groups; its values are names of tasks. */
  static final String TASK = "task";

  private final MetricGroup group;
  private final Counter droppedExamples;

  BatchMetrics(MetricGroup group) {
    this.group = group;
    this.droppedExamples = group.counter(DROPPED_EXAMPLES);
  }

  void count(Withdrawn withdrawn) {
    droppedExamples.inc(withdrawn.examples());
    withdrawn
        .labels()
        .forEach((task, count) -> group.addGroup(TASK, task).counter(DROPPED_LABELS).inc(count));
  }
}
