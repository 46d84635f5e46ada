package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.job.decode.Rejection;
import io.headwater.learning.digest.Sha256;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rejections as RejectedEvents, keyed by where the event came from. Every one fits the topic's
 * largest record: the event's value is left out first, then its key, and the message says so.
 */
final class RejectionSerializer implements KafkaRecordSerializationSchema<Rejection> {
  /**
   * For all but the message and the event's key and value: names, position, the record's own key,
   * what is said of parts that are left out, Kafka's framing, and what compression adds to bytes
   * that can't be compressed.
   */
  static final int RESERVED_BYTES = 64 << 10;

  private static final long serialVersionUID = 1;

  private final String topic;
  private final int maxRecordBytes;

  /**
   * @param maxRecordBytes the largest record that the topic takes
   */
  RejectionSerializer(String topic, int maxRecordBytes) {
    this.topic = topic;
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Rejection rejection, KafkaSinkContext context, Long timestamp) {
    return record(rejection);
  }

  ProducerRecord<byte[], byte[]> record(Rejection rejection) {
    return new ProducerRecord<>(
        topic, position(rejection).getBytes(UTF_8), Wire.REJECTED_EVENT.encode(event(rejection)));
  }

  RejectedEvent event(Rejection rejection) {
    long room = (long) maxRecordBytes - RESERVED_BYTES - rejection.message().getBytes(UTF_8).length;
    byte[] key = rejection.key();
    byte[] value = rejection.value();
    boolean keepsKey = key.length <= room;
    boolean keepsValue = value.length <= room - (keepsKey ? key.length : 0);
    return new RejectedEvent(
        rejection.topic(),
        rejection.partition(),
        rejection.offset(),
        rejection.reason(),
        rejection.message()
            + (keepsKey ? "" : leftOut("key", key, rejection))
            + (keepsValue ? "" : leftOut("value", value, rejection)),
        Instant.ofEpochMilli(rejection.timeMillis()),
        keepsKey ? orNull(key) : null,
        keepsValue ? orNull(value) : null);
  }

  private static String leftOut(String part, byte[] bytes, Rejection rejection) {
    return "; its %s of %d bytes (SHA-256 %s) is too long to be kept here, look for it at %s"
        .formatted(part, bytes.length, Sha256.hex(ByteBuffer.wrap(bytes)), position(rejection));
  }

  private static String position(Rejection rejection) {
    return rejection.topic() + "/" + rejection.partition() + "/" + rejection.offset();
  }

  private static @Nullable ByteBuffer orNull(byte[] bytes) {
    return bytes.length == 0 ? null : ByteBuffer.wrap(bytes);
  }
}
