package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * All that a topic still holds of a model, partition by partition, from the beginning to the end as
 * it is when the reading starts. Reads committed records only. Chunks cross the network, also where
 * only manifests are wanted.
 */
public final class SnapshotHistory {
  private SnapshotHistory() {}

  /** A manifest, and the record that it was. */
  public record Published(SourcePosition record, Manifest manifest) {
    public Published {
      requireNonNull(record, "record");
      requireNonNull(manifest, "manifest");
    }
  }

  /** Told of each snapshot, by its manifest's record. */
  public interface Visitor {
    /** It is whole, and its model may be run. */
    void verified(SourcePosition record, Snapshot snapshot);

    /** At the manifest's position, or, for what can't be read, at the record's own. */
    void refused(SourcePosition record, Refused refused);
  }

  /**
   * Manifests alone: what they tell of was published, and is not proven.
   *
   * @param config of whose limits that of a manifest counts, and no choice of a lineage
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static void manifests(FollowerConfig config, Consumer<Published> published) {
    ManifestRecords manifests = new ManifestRecords(config);
    read(
        config,
        record ->
            manifests
                .read(record)
                .ifPresent(
                    manifest -> published.accept(new Published(position(record), manifest))));
  }

  /**
   * Whole snapshots, each verified as a follower verifies it. Holds one at a time.
   *
   * @param config of whose choices of a lineage {@link LineageChoice.Only} counts
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static void snapshots(FollowerConfig config, Visitor visitor) {
    PartitionFollower follower =
        new PartitionFollower(
            config,
            new ChunkBudget(config.limits()),
            new LineageFilter(config.lineage()),
            new Refusals(visitor));
    read(
        config,
        record ->
            follower
                .add(List.of(record))
                .ifPresent(snapshot -> visitor.verified(position(record), snapshot)));
  }

  private static void read(
      FollowerConfig config, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    try (KafkaConsumer<byte[], byte[]> consumer = SnapshotsTopic.open(config)) {
      Set<TopicPartition> all = consumer.assignment();
      consumer.pause(all);
      for (TopicPartition partition : all) {
        Set<TopicPartition> only = Set.of(partition);
        consumer.resume(only);
        long first = requireNonNull(consumer.beginningOffsets(only).get(partition));
        long end = requireNonNull(consumer.endOffsets(only).get(partition));
        Optional<Manifest> unused =
            PartitionRecords.last(
                consumer,
                partition,
                first,
                end,
                each -> {
                  each.forEach(records);
                  return Optional.empty();
                });
        consumer.pause(only);
      }
    } catch (KafkaException e) {
      throw SnapshotsTopic.unreachable(config, e);
    }
  }

  private static SourcePosition position(ConsumerRecord<byte[], byte[]> record) {
    return new SourcePosition(record.topic(), record.partition(), record.offset());
  }

  /** Passes on what is refused; what is verified comes with its payload. */
  private record Refusals(Visitor visitor) implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      visitor.refused(record, refused);
    }
  }
}
