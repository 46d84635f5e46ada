package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds a partition's latest valid snapshot from its end, in windows that double until one holds a
 * valid snapshot: a long history costs nothing, and behind a damaged snapshot the older one is
 * found.
 */
final class BackwardSearch {
  private static final long FIRST_WINDOW = 64;

  private final Consumer<byte[], byte[]> consumer;
  private final FollowerConfig config;
  private final ChunkBudget budget;
  private final LineageFilter lineage;
  private final SnapshotListener listener;

  /**
   * @param follower has read all records up to the consumer's position
   */
  record Found(Optional<Snapshot> latest, PartitionFollower follower) {}

  BackwardSearch(
      Consumer<byte[], byte[]> consumer,
      FollowerConfig config,
      ChunkBudget budget,
      LineageFilter lineage,
      SnapshotListener listener) {
    this.consumer = consumer;
    this.config = config;
    this.budget = budget;
    this.lineage = lineage;
    this.listener = listener;
  }

  /** Searches a partition, which must be the only one that is not paused. */
  Found search(TopicPartition partition) {
    Set<TopicPartition> only = Set.of(partition);
    long first = requireNonNull(consumer.beginningOffsets(only).get(partition));
    long end = requireNonNull(consumer.endOffsets(only).get(partition));
    for (long window = FIRST_WINDOW; ; window *= 2) {
      long start = Math.max(first, end - window);
      WindowEvents events = new WindowEvents(start, listener);
      PartitionFollower follower = new PartitionFollower(config, budget, lineage, events);
      Optional<Snapshot> latest = read(partition, start, end, follower);
      if (latest.isPresent() || start == first) {
        events.report();
        follower.reportTo(listener);
        return new Found(latest, follower);
      }
      follower.abandon();
    }
  }

  private Optional<Snapshot> read(
      TopicPartition partition, long start, long end, PartitionFollower follower) {
    return PartitionRecords.last(consumer, partition, start, end, follower::add);
  }
}
