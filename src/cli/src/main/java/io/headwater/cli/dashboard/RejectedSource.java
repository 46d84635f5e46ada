package io.headwater.cli.dashboard;

import io.headwater.job.decode.ImagePreview;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topic of rejected events. A flood is not read to its end: it goes to the newest ones, and
 * counts the others.
 */
final class RejectedSource implements Source {
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int NEWEST = 40;
  private static final int FLOOD = 2_000;
  private static final int LONGEST_SIDE = 128;
  private static final String NOT_READ = "(not looked at)";

  private final TopicReader reader;
  private final Board board;
  private final Pictures pictures;
  private final ImagePreview previews;
  private final int maxEventBytes;
  private final Map<TopicPartition, Long> next;

  private RejectedSource(
      TopicReader reader,
      DashboardConfig config,
      Board board,
      Pictures pictures,
      Map<TopicPartition, Long> next) {
    this.next = next;
    this.reader = reader;
    this.board = board;
    this.pictures = pictures;
    this.previews = new ImagePreview(config.job().limits(), LONGEST_SIDE);
    this.maxEventBytes = config.job().limits().maxEventBytes();
  }

  /**
   * @param next where it goes on, by partition; it keeps there how far it is, for the next one
   */
  static RejectedSource open(
      DashboardConfig config, Board board, Pictures pictures, Map<TopicPartition, Long> next) {
    TopicReader reader = new TopicReader(config.clients());
    try {
      reader.assign(config.job().kafka().rejectedTopic());
      reader.seekToLast(NEWEST);
      reader.seek(next);
      return new RejectedSource(reader, config, board, pictures, next);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void look() {
    List<ConsumerRecord<byte[], byte[]>> records = reader.poll(WAIT);
    int unseen = Math.max(0, records.size() - NEWEST);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    for (ConsumerRecord<byte[], byte[]> record : records.subList(unseen, records.size())) {
      read(record.value()).ifPresent(event -> board.add(view(event)));
    }
    count(unseen);
    if (!records.isEmpty()) {
      long behind = reader.behind();
      if (behind > FLOOD) {
        reader.seekToLast(NEWEST);
        next.putAll(reader.positions());
        count((int) Math.min(behind - NEWEST, Integer.MAX_VALUE));
      }
    }
  }

  private void count(int unseen) {
    if (unseen > 0) {
      board.count(NOT_READ, unseen);
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private static Optional<RejectedEvent> read(byte @Nullable [] value) {
    return value != null
            && Wire.REJECTED_EVENT.decode(value) instanceof Decoded.Value<RejectedEvent> decoded
        ? Optional.of(decoded.value())
        : Optional.empty();
  }

  private RejectedView view(RejectedEvent event) {
    return RejectedView.of(event, picture(event.getValue()));
  }

  private Optional<Picture> picture(@Nullable ByteBuffer value) {
    if (value == null || value.remaining() > maxEventBytes) {
      return Optional.empty();
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return Wire.LABELLED_IMAGE.decode(bytes) instanceof Decoded.Value<LabelledImage> decoded
        ? previews
            .of(decoded.value().getImage())
            .map(preview -> pictures.ofPixels(preview.shape(), preview.pixels()))
        : Optional.empty();
  }
}
