package io.headwater.job.decode;

import io.headwater.job.metrics.MetricDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What decoding reports: how many events were accepted, how many rejected for each reason, and how
 * many labels were not read for each task that the job does not have.
 */
public final class DecodeMetrics {
  /** Counter of events, in the operator's group. */
  static final String ACCEPTED = "headwater_accepted_events_total";

  /** Counter of events, in a group for each value of {@link #REASON}. */
  static final String REJECTED = "headwater_rejected_events_total";

  /** Key of the groups; its values are the names of the {@link RejectionReason}s. */
  static final String REASON = "reason";

  /** Counter of labels of accepted events, in a group for each value of {@link #UNKNOWN_TASK}. */
  static final String UNREAD_LABELS = "headwater_unread_labels_total";

  /** Key of the groups; its values are names of tasks as they came, shortened. */
  static final String UNKNOWN_TASK = "unknown_task";

  /** The group of the names that come after the first {@link #MOST_UNKNOWN_TASKS}. */
  static final String OTHER_TASKS = "(others)";

  /** Names are made by whoever writes events: they must not fill the memory or the reports. */
  static final int MOST_UNKNOWN_TASKS = 20;

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.counter(ACCEPTED, "events", "Events that can be learned from."),
          MetricDescription.counter(
                  REJECTED,
                  "events",
                  "Events that went to the topic of rejected events; the label is one of"
                      + " [the reasons](rejections.md).")
              .by(REASON),
          MetricDescription.counter(
                  UNREAD_LABELS,
                  "labels",
                  "Labels of accepted events that were not read, as the job has no such task; by"
                      + " name for the first %d names, then `%s`."
                          .formatted(MOST_UNKNOWN_TASKS, OTHER_TASKS))
              .by(UNKNOWN_TASK));

  private final MetricGroup group;
  private final Counter accepted;
  private final Map<String, Counter> rejected = new HashMap<>();
  private final Map<String, Counter> unread = new HashMap<>();

  DecodeMetrics(MetricGroup group) {
    this.group = group;
    this.accepted = group.counter(ACCEPTED);
    // A rate is not seen of a counter that begins at 1.
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason.name(), rejections(reason.name()));
    }
  }

  void accepted(List<String> unknownTasks) {
    accepted.inc();
    for (String task : unknownTasks) {
      String name = Quote.line(task);
      boolean counted = unread.containsKey(name) || unread.size() < MOST_UNKNOWN_TASKS;
      unread.computeIfAbsent(counted ? name : OTHER_TASKS, this::unreadLabels).inc();
    }
  }

  private Counter unreadLabels(String task) {
    return group.addGroup(UNKNOWN_TASK, task).counter(UNREAD_LABELS);
  }

  void rejected(Rejection rejection) {
    rejected.computeIfAbsent(rejection.reason(), this::rejections).inc();
  }

  private Counter rejections(String reason) {
    return group.addGroup(REASON, reason).counter(REJECTED);
  }
}
