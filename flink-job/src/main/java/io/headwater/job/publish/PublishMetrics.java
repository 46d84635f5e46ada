package io.headwater.job.publish;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The Flink metrics of the stage, under the operator's scope. */
final class PublishMetrics {
  /** Snapshots since the task started. They become visible with their checkpoint. */
  static final String SNAPSHOTS = "snapshots";

  /** Bytes of the last snapshot's payload. */
  static final String PAYLOAD_BYTES = "payloadBytes";

  private final Counter snapshots;
  private volatile long payloadBytes;

  PublishMetrics(MetricGroup group) {
    snapshots = group.counter(SNAPSHOTS);
    group.gauge(PAYLOAD_BYTES, () -> payloadBytes);
  }

  void count(int bytes) {
    snapshots.inc();
    payloadBytes = bytes;
  }
}
