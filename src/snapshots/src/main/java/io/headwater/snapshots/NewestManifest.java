package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the newest committed manifest of a model, whether or not its chunks are there: who only
 * wants to know which version there is needs no payload. Reads each partition from its end, in
 * windows that grow, to its beginning or to {@value #MAX_BYTES} bytes of that partition: a manifest
 * that lies before so many bytes of other models counts as none, and so does one that is larger
 * than the limits. Newest is the highest version: versions rise across lineages.
 */
public final class NewestManifest {
  static final long MAX_BYTES = 4L << 30;

  private static final long FIRST_WINDOW = 8;
  private static final long LARGEST_WINDOW = 1024;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ManifestRecords manifests;
  private long bytes;

  private NewestManifest(KafkaConsumer<byte[], byte[]> consumer, FollowerConfig config) {
    this.consumer = consumer;
    this.manifests = new ManifestRecords(config);
  }

  /**
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static Optional<Manifest> find(FollowerConfig config) {
    try (KafkaConsumer<byte[], byte[]> consumer = SnapshotsTopic.open(config)) {
      Set<TopicPartition> all = consumer.assignment();
      consumer.pause(all);
      Stream.Builder<Manifest> newest = Stream.builder();
      for (TopicPartition partition : all) {
        consumer.resume(Set.of(partition));
        new NewestManifest(consumer, config).find(partition).ifPresent(newest);
        consumer.pause(Set.of(partition));
      }
      return newest.build().max(Comparator.comparing(Manifest::version));
    } catch (KafkaException e) {
      throw SnapshotsTopic.unreachable(config, e);
    }
  }

  private Optional<Manifest> find(TopicPartition partition) {
    Set<TopicPartition> only = Set.of(partition);
    long first = requireNonNull(consumer.beginningOffsets(only).get(partition));
    long end = requireNonNull(consumer.endOffsets(only).get(partition));
    long window = FIRST_WINDOW;
    Optional<Manifest> found = Optional.empty();
    while (found.isEmpty() && end > first && bytes < MAX_BYTES) {
      long start = Math.max(first, end - window);
      found = last(partition, start, end);
      end = start;
      window = Math.min(2 * window, LARGEST_WINDOW);
    }
    return found;
  }

  private Optional<Manifest> last(TopicPartition partition, long start, long end) {
    return PartitionRecords.last(
        consumer,
        partition,
        start,
        end,
        records -> {
          Optional<Manifest> last = Optional.empty();
          for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedValueSize());
            Optional<Manifest> manifest =
                record.offset() < end ? manifests.read(record) : Optional.empty();
            last = manifest.isPresent() ? manifest : last;
          }
          return last;
        });
  }
}
