package io.headwater.cli.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the demo did; its JSON form has these names.
 *
 * @param events sent
 * @param rejected events that could not be learned from
 * @param engine name and version
 * @param examplesPerSecond learned from, between the job's start and its last snapshot
 * @param tasks by name
 */
record DemoReport(
    long events,
    long rejected,
    String engine,
    double examplesPerSecond,
    Seconds seconds,
    Map<String, TaskReport> tasks,
    Snapshots snapshots) {
  DemoReport {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /** Seconds from the start of the JVM until the job ran, a snapshot was verified, all was done. */
  record Seconds(double ready, double firstSnapshot, double total) {}

  /**
   * How well a task does.
   *
   * @param examples learned from
   * @param metric name of the two values
   * @param prequential over recent examples, each predicted before it was learned from
   * @param heldout of the last snapshot, over images that were never sent
   */
  record TaskReport(
      String kind, long examples, String metric, double prequential, double heldout) {}

  /**
   * The snapshots.
   *
   * @param published by the job
   * @param verified by the consumer, bytes and digests
   * @param payloadBytes of the last one
   */
  record Snapshots(long published, long verified, long lastVersion, long payloadBytes) {}
}
