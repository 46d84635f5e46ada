package io.headwater.snapshots;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The records of a part of a partition, in their order. */
final class PartitionRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MAX_STANDSTILL = Duration.ofSeconds(30);

  private PartitionRecords() {}

  /**
   * The last that is made of the records from an offset to before another one. Those that are read
   * in one go with the last may be later.
   *
   * @param consumer reads no other partition
   * @param use of records that were read in one go
   * @throws TimeoutException if none comes for {@link #MAX_STANDSTILL}
   */
  static <T> Optional<T> last(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long start,
      long end,
      Function<List<ConsumerRecord<byte[], byte[]>>, Optional<T>> use) {
    consumer.seek(partition, start);
    Optional<T> last = Optional.empty();
    long position = start;
    long standingSince = System.nanoTime();
    while (position < end) {
      Optional<T> later = use.apply(consumer.poll(POLL).records(partition));
      last = later.isPresent() ? later : last;
      long reached = consumer.position(partition);
      if (reached > position) {
        position = reached;
        standingSince = System.nanoTime();
      } else if (System.nanoTime() - standingSince > MAX_STANDSTILL.toNanos()) {
        throw new TimeoutException("no record came for " + MAX_STANDSTILL.toSeconds() + " s");
      }
    }
    return last;
  }
}
