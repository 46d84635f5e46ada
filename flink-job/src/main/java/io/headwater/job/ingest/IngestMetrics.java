package io.headwater.job.ingest;

import io.headwater.job.metrics.MetricDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the stage reports of topics that are no task's any more. */
public final class IngestMetrics {
  /** Counter of events that were passed over, in a group for each value of {@link #TOPIC}. */
  static final String UNREAD_EVENTS = "headwater_unread_events_total";

  /** Key of the groups; its values are names of topics. */
  static final String TOPIC = "topic";

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.counter(
                  UNREAD_EVENTS,
                  "events",
                  "Events that were passed over, as their topic is no task's any more.")
              .by(TOPIC));

  private final MetricGroup group;
  private final Map<String, Counter> unread = new HashMap<>();

  IngestMetrics(MetricGroup group) {
    this.group = group;
  }

  void passedOver(String topic) {
    unread.computeIfAbsent(topic, name -> group.addGroup(TOPIC, name).counter(UNREAD_EVENTS)).inc();
  }
}
