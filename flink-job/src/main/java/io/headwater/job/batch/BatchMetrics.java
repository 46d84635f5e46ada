package io.headwater.job.batch;

import io.headwater.job.metrics.MetricDescription;
import io.headwater.learning.stream.Withdrawn;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the stage reports of examples that waited while the configuration changed. */
public final class BatchMetrics {
  /** Counter of examples that were dropped, as none of their labels can be learned from. */
  static final String DROPPED_EXAMPLES = "headwater_dropped_examples_total";

  /** Counter of labels taken away, in a group for each value of {@link #TASK}. */
  static final String DROPPED_LABELS = "headwater_dropped_labels_total";

  /** Key of the groups; its values are names of tasks. */
  static final String TASK = "task";

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.counter(
              DROPPED_EXAMPLES,
              "examples",
              "Examples that waited while the configuration changed, and have no label left that can"
                  + " be learned from."),
          MetricDescription.counter(
                  DROPPED_LABELS,
                  "labels",
                  "Labels that were taken from waiting examples, as their task is gone or changed.")
              .by(TASK));

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
