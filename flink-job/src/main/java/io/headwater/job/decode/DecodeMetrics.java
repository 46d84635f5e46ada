package io.headwater.job.decode;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What decoding reports: how many events were accepted, and how many rejected for each reason. */
final class DecodeMetrics {
  /** Counter of events, in the operator's group. */
  static final String ACCEPTED = "accepted";

  /** Counter of events, in a group for each value of {@link #REASON}. */
  static final String REJECTED = "rejected";

  /** Key of the groups; its values are the names of the {@link RejectionReason}s. */
  static final String REASON = "reason";

  private final MetricGroup group;
  private final Counter accepted;
  private final Map<String, Counter> rejected = new HashMap<>();

  DecodeMetrics(MetricGroup group) {
    this.group = group;
    this.accepted = group.counter(ACCEPTED);
  }

  void accepted() {
    accepted.inc();
  }

  void rejected(Rejection rejection) {
    rejected
        .computeIfAbsent(
            rejection.reason(), reason -> group.addGroup(REASON, reason).counter(REJECTED))
        .inc();
  }
}
