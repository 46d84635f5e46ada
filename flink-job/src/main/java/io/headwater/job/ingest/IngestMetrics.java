package io.headwater.job.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the stage reports of topics that are no task's any more. */
final class IngestMetrics {
  /** Counter of events that were passed over, in a group for each value of {@link #TOPIC}. */
  static final String UNREAD_EVENTS = "unreadEvents";

  /** Key of the groups; its values are names of topics. */
  static final String TOPIC = "topic";

  private final MetricGroup group;
  private final Map<String, Counter> unread = new HashMap<>();

  IngestMetrics(MetricGroup group) {
    this.group = group;
  }

  void passedOver(String topic) {
    unread.computeIfAbsent(topic, name -> group.addGroup(TOPIC, name).counter(UNREAD_EVENTS)).inc();
  }
}
