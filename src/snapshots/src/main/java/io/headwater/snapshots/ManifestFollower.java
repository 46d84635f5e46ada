package io.headwater.snapshots;

import io.headwater.snapshots.LineageChoice.Only;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows what a model's trainer publishes, by its manifests alone: no chunk is kept and no payload
 * verified, so what it tells of is published, not proven. For progress and monitoring; who uses the
 * model takes {@link SnapshotFollower}. Begins at the topic's end, reads committed records only,
 * and belongs to no consumer group. Chunks still cross the network, in fetches of {@value
 * #FETCH_BYTES} bytes. Used by one thread.
 */
public final class ManifestFollower implements AutoCloseable {
  static final int FETCH_BYTES = 1 << 20;
  static final int PATIENCE_SECONDS = 30;

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final FollowerConfig config;
  private final ManifestRecords manifests;

  private ManifestFollower(KafkaConsumer<byte[], byte[]> consumer, FollowerConfig config) {
    this.consumer = consumer;
    this.config = config;
    this.manifests = new ManifestRecords(config);
  }

  /**
   * Connects, and goes to the topic's end as it is now.
   *
   * @param config of whose limits that of a manifest counts, and of whose choices of a lineage
   *     {@link LineageChoice.Only}; with another, every lineage is followed
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static ManifestFollower open(FollowerConfig config) {
    KafkaConsumer<byte[], byte[]> consumer = SnapshotsTopic.open(config, FETCH_BYTES);
    try {
      consumer.endOffsets(consumer.assignment()).forEach(consumer::seek);
      return new ManifestFollower(consumer, config);
    } catch (KafkaException e) {
      consumer.close();
      throw SnapshotsTopic.unreachable(config, e);
    }
  }

  /**
   * The manifests among the last records of the topic as it is now, partition by partition.
   *
   * @param config as for {@link #open}
   * @param records of each partition, chunks and marks of transactions among them
   * @return what came in {@value #PATIENCE_SECONDS} s
   * @throws SnapshotsUnreachableException if the broker or the topic isn't there
   */
  public static List<Manifest> last(FollowerConfig config, long records) {
    List<Manifest> last = new ArrayList<>();
    try (ManifestFollower follower = open(config)) {
      Map<TopicPartition, Long> ends = follower.goBack(records);
      long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
      while (follower.isBefore(ends) && System.nanoTime() < deadline) {
        last.addAll(follower.poll(POLL));
      }
    } catch (KafkaException e) {
      throw SnapshotsTopic.unreachable(config, e);
    }
    return last;
  }

  /**
   * The manifests since the last call, partition by partition in the topic's order. What can't be
   * read as a manifest, and one of more than {@link SnapshotLimits#maxManifestBytes}, is passed
   * over. While the broker is away there are none.
   *
   * @param timeout how long to wait for records
   * @throws SnapshotsUnreachableException if the topic can't be read any more
   */
  public List<Manifest> poll(Duration timeout) {
    List<Manifest> published = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
        manifests.read(record).filter(this::isFollowed).ifPresent(published::add);
      }
    } catch (KafkaException e) {
      throw SnapshotsTopic.unreachable(config, e);
    }
    return published;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Returns the ends, so many records before which it is now. */
  private Map<TopicPartition, Long> goBack(long records) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(consumer.assignment());
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    ends.forEach(
        (partition, end) ->
            consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - records)));
    return ends;
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private boolean isFollowed(Manifest manifest) {
    return !(config.lineage() instanceof Only only)
        || only.id().equals(manifest.provenance().lineageId());
  }
}
