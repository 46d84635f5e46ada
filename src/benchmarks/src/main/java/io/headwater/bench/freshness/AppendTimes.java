package io.headwater.bench.freshness;

import io.headwater.learning.learner.Lineage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When events were appended, to topics of one partition, and since when a snapshot has them. */
final class AppendTimes {
  private final Map<String, Map<Long, Long>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Long> covered = new HashMap<>();

  /**
   * @param nanos as of System.nanoTime()
   */
  void appended(String topic, long offset, long nanos) {
    waiting.computeIfAbsent(topic, each -> new ConcurrentHashMap<>()).put(offset, nanos);
  }

  /**
   * How old, in seconds, the events are that the lineage is the first to have. An event counts as
   * learned from up to the last offset of its topic: a task's events are learned from in order.
   *
   * @param nanos when the snapshot was verified, as of System.nanoTime()
   */
  List<Double> ages(Lineage lineage, long nanos) {
    List<Double> ages = new ArrayList<>();
    for (Lineage.Range range : lineage.ranges()) {
      Map<Long, Long> times = waiting.getOrDefault(range.topic(), Map.of());
      long next = covered.getOrDefault(range.topic(), 0L);
      for (long offset = next; offset <= range.lastOffset(); offset++) {
        Long appended = times.remove(offset);
        if (appended != null) {
          ages.add((nanos - appended) / 1e9);
        }
      }
      covered.put(range.topic(), range.lastOffset() + 1);
    }
    return ages;
  }
}
