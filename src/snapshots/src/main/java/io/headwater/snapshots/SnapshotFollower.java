package io.headwater.snapshots;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows the snapshots of one model: first the latest valid one in the topic, then each new one.
 * Valid is one that is whole and whose model may be run: whether it can score shows when it is
 * loaded (see {@link LiveModel#swap}). Reads committed records only, and belongs to no consumer
 * group. "Latest" is by the order of the topic. Snapshots of another lineage than the one that is
 * followed (see {@link LineageChoice}) are reported as refused. Used by one thread.
 */
public final class SnapshotFollower implements AutoCloseable {
  private static final Comparator<Snapshot> BY_CREATION =
      Comparator.comparing(snapshot -> snapshot.manifest().provenance().createdAt());

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, PartitionFollower> partitions = new HashMap<>();
  private final LineageFilter lineage;
  private @Nullable Snapshot found;

  private SnapshotFollower(KafkaConsumer<byte[], byte[]> consumer, LineageChoice choice) {
    this.consumer = consumer;
    this.lineage = new LineageFilter(choice);
  }

  /**
   * Connects, and looks for the latest valid snapshot.
   *
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static SnapshotFollower open(FollowerConfig config, SnapshotListener listener) {
    SnapshotFollower follower = new SnapshotFollower(SnapshotsTopic.open(config), config.lineage());
    try {
      follower.search(config, listener);
      return follower;
    } catch (KafkaException e) {
      follower.close();
      throw SnapshotsTopic.unreachable(config, e);
    } catch (RuntimeException e) {
      follower.close();
      throw e;
    }
  }

  /**
   * The newest snapshot since the last call; snapshots that it overtook are left out.
   *
   * @param timeout how long to wait for one
   */
  public Optional<Snapshot> poll(Duration timeout) {
    if (found != null) {
      Optional<Snapshot> first = Optional.of(found);
      found = null;
      return first;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    do {
      Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Optional<Snapshot> latest = latest(consumer.poll(rest));
      if (latest.isPresent()) {
        return latest;
      }
    } while (System.nanoTime() < deadline);
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void search(FollowerConfig config, SnapshotListener listener) {
    ChunkBudget budget = new ChunkBudget(config.limits());
    BackwardSearch backwards = new BackwardSearch(consumer, config, budget, lineage, listener);
    Set<TopicPartition> all = consumer.assignment();
    consumer.pause(all);
    Optional<Snapshot> latest = Optional.empty();
    for (TopicPartition partition : all) {
      consumer.resume(Set.of(partition));
      BackwardSearch.Found result = backwards.search(partition);
      consumer.pause(Set.of(partition));
      latest = Stream.concat(latest.stream(), result.latest().stream()).max(BY_CREATION);
      partitions.put(partition, result.follower());
    }
    consumer.resume(all);
    latest.ifPresent(lineage::follow);
    found = latest.orElse(null);
  }

  private Optional<Snapshot> latest(ConsumerRecords<byte[], byte[]> records) {
    Stream.Builder<Snapshot> candidates = Stream.builder();
    partitions.forEach(
        (partition, follower) -> follower.add(records.records(partition)).ifPresent(candidates));
    Optional<Snapshot> latest = candidates.build().max(BY_CREATION);
    latest.ifPresent(lineage::follow);
    return latest;
  }
}
