package io.headwater.job.publish;

import io.headwater.job.metrics.MetricDescription;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The Flink metrics of the stage, under the operator's scope. */
public final class PublishMetrics {
  /** Snapshots since the task started. They become visible with their checkpoint. */
  static final String SNAPSHOTS = "headwater_snapshots_total";

  /** Bytes of the last snapshot's payload. */
  static final String PAYLOAD_BYTES = "headwater_payload_bytes";

  /** The last snapshot's version; 0 before there was one. */
  static final String VERSION = "headwater_snapshot_version";

  /** When the last snapshot was taken, in seconds since the epoch; NaN before there was one. */
  static final String TIMESTAMP = "headwater_snapshot_timestamp_seconds";

  public static final List<MetricDescription> ALL =
      List.of(
          MetricDescription.counter(
              SNAPSHOTS,
              "snapshots",
              "Snapshots that were written; they become visible with their checkpoint."),
          MetricDescription.gauge(PAYLOAD_BYTES, "bytes", "Length of the last snapshot's payload."),
          MetricDescription.gauge(
              VERSION, "version", "The last snapshot's version; 0 before there was one."),
          MetricDescription.gauge(
              TIMESTAMP,
              "seconds",
              "When the last snapshot was taken, since the epoch; NaN before there was one. Its age"
                  + " is `time()` less this."));

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Counter snapshots;
  private volatile long payloadBytes;
  private volatile long version;
  private volatile double timestamp = Double.NaN;

  PublishMetrics(MetricGroup group) {
    snapshots = group.counter(SNAPSHOTS);
    group.gauge(PAYLOAD_BYTES, () -> payloadBytes);
    group.gauge(VERSION, () -> version);
    group.gauge(TIMESTAMP, () -> timestamp);
  }

  void count(long snapshotVersion, Instant taken, int bytes) {
    snapshots.inc();
    version = snapshotVersion;
    timestamp = taken.toEpochMilli() / MILLIS_PER_SECOND;
    payloadBytes = bytes;
  }
}
