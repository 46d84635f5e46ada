package io.headwater.learning.learner;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came to a model from each partition: what it has learned from, and what it has not. An
 * example that came is counted once, here or there; one that was dropped on its way, while it
 * waited or as it could not be read, never came. Immutable.
 *
 * @param ranges what was learned from, by topic and partition
 * @param skipped what was not, by topic, partition and reason
 */
public record Lineage(List<Range> ranges, List<Skipped> skipped) {
  public static final Lineage EMPTY = new Lineage(List.of());

  /**
   * What was learned from one partition.
   *
   * @param firstOffset the lowest offset learned from
   * @param lastOffset the highest offset learned from
   * @param examples how many examples; rejected, skipped and still waiting ones are not counted
   */
  public record Range(
      String topic, int partition, long firstOffset, long lastOffset, long examples) {
    private static final Comparator<Range> ORDER =
        comparing(Range::topic).thenComparing(Range::partition);

    private static Range of(SourcePosition at) {
      return new Range(at.topic(), at.partition(), at.offset(), at.offset(), 1);
    }

    private Range with(Range other) {
      return new Range(
          topic,
          partition,
          Math.min(firstOffset, other.firstOffset),
          Math.max(lastOffset, other.lastOffset),
          examples + other.examples);
    }
  }

  /**
   * What was not learned from, of one partition and for one reason.
   *
   * @param examples how many, over 0
   */
  public record Skipped(String topic, int partition, SkipReason reason, long examples) {
    private static final Comparator<Skipped> ORDER =
        comparing(Skipped::topic).thenComparing(Skipped::partition).thenComparing(Skipped::reason);

    public Skipped {
      requireNonNull(topic, "topic");
      requireNonNull(reason, "reason");
      if (examples < 1) {
        throw new IllegalArgumentException(
            examples + " examples of " + topic + "/" + partition + " were skipped; 1 is the least");
      }
    }

    private Skipped with(Skipped other) {
      return new Skipped(topic, partition, reason, examples + other.examples);
    }
  }

  private record Partition(String topic, int partition) {}

  private record Cause(String topic, int partition, SkipReason reason) {}

  public Lineage {
    ranges = List.copyOf(ranges);
    skipped = List.copyOf(skipped);
  }

  /** Of a model that skipped nothing. */
  public Lineage(List<Range> ranges) {
    this(ranges, List.of());
  }

  /** This lineage after the examples were learned from. */
  public Lineage including(List<Example> examples) {
    Map<Partition, Range> byPartition = new HashMap<>();
    ranges.forEach(each -> byPartition.put(new Partition(each.topic, each.partition), each));
    for (Example example : examples) {
      SourcePosition at = example.position();
      byPartition.merge(new Partition(at.topic(), at.partition()), Range.of(at), Range::with);
    }
    return new Lineage(sorted(byPartition, Range.ORDER), skipped);
  }

  /** This lineage after the examples came and were not learned from. */
  public Lineage skipping(List<Example> examples, SkipReason reason) {
    if (examples.isEmpty()) {
      return this;
    }
    Map<Cause, Skipped> byCause = new HashMap<>();
    skipped.forEach(each -> byCause.put(new Cause(each.topic, each.partition, each.reason), each));
    for (Example example : examples) {
      SourcePosition at = example.position();
      byCause.merge(
          new Cause(at.topic(), at.partition(), reason),
          new Skipped(at.topic(), at.partition(), reason, 1),
          Skipped::with);
    }
    return new Lineage(ranges, sorted(byCause, Skipped.ORDER));
  }

  private static <K, V> List<V> sorted(Map<K, V> values, Comparator<V> order) {
    List<V> sorted = new ArrayList<>(values.values());
    sorted.sort(order);
    return sorted;
  }

  /** Examples learned from, over all partitions. */
  public long examples() {
    return ranges.stream().mapToLong(Range::examples).sum();
  }

  /** Examples that came and were not learned from, over all partitions and reasons. */
  public long skippedExamples() {
    return skipped.stream().mapToLong(Skipped::examples).sum();
  }
}
