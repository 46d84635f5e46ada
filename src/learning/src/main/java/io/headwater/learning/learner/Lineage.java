package io.headwater.learning.learner;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a model has learned from, per partition. Immutable. */
public record Lineage(List<Range> ranges) {
  public static final Lineage EMPTY = new Lineage(List.of());

  /**
   * What was learned from one partition.
   *
   * @param firstOffset the lowest offset learned from
   * @param lastOffset the highest offset learned from
   * @param examples how many examples; rejected and still waiting ones are not counted
   */
  public record Range(
      String topic, int partition, long firstOffset, long lastOffset, long examples) {
    private Range including(long offset) {
      return new Range(
          topic,
          partition,
          Math.min(firstOffset, offset),
          Math.max(lastOffset, offset),
          examples + 1);
    }
  }

  private record Partition(String topic, int partition) {}

  public Lineage {
    ranges = List.copyOf(ranges);
  }

  /** This lineage and the examples, ordered by topic and partition. */
  public Lineage including(List<Example> examples) {
    Map<Partition, Range> byPartition = new HashMap<>();
    for (Range range : ranges) {
      byPartition.put(new Partition(range.topic(), range.partition()), range);
    }
    for (Example example : examples) {
      SourcePosition at = example.position();
      byPartition.compute(
          new Partition(at.topic(), at.partition()),
          (key, range) ->
              range == null
                  ? new Range(at.topic(), at.partition(), at.offset(), at.offset(), 1)
                  : range.including(at.offset()));
    }
    List<Range> sorted = new ArrayList<>(byPartition.values());
    sorted.sort(Comparator.comparing(Range::topic).thenComparing(Range::partition));
    return new Lineage(sorted);
  }

  /** Examples learned from, over all partitions. */
  public long examples() {
    return ranges.stream().mapToLong(Range::examples).sum();
  }
}
