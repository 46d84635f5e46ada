package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.job.decode.Rejection;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Rejections as RejectedEvents, keyed by where the event came from. */
final class RejectionSerializer implements KafkaRecordSerializationSchema<Rejection> {
  private static final long serialVersionUID = 1;

  private final String topic;
  private final int maxOriginalBytes;

  /**
   * @param maxOriginalBytes the longest key and value that are kept; longer ones are named in the
   *     message, as no topic takes them
   */
  RejectionSerializer(String topic, int maxOriginalBytes) {
    this.topic = topic;
    this.maxOriginalBytes = maxOriginalBytes;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Rejection rejection, KafkaSinkContext context, Long timestamp) {
    String position = rejection.topic() + "/" + rejection.partition() + "/" + rejection.offset();
    return new ProducerRecord<>(
        topic, position.getBytes(UTF_8), Wire.REJECTED_EVENT.encode(event(rejection)));
  }

  RejectedEvent event(Rejection rejection) {
    long bytes = (long) rejection.key().length + rejection.value().length;
    boolean keeps = bytes <= maxOriginalBytes;
    return new RejectedEvent(
        rejection.topic(),
        rejection.partition(),
        rejection.offset(),
        rejection.reason(),
        keeps
            ? rejection.message()
            : rejection.message() + "; its " + bytes + " bytes are too many to be kept here",
        Instant.ofEpochMilli(rejection.timeMillis()),
        keeps ? orNull(rejection.key()) : null,
        keeps ? orNull(rejection.value()) : null);
  }

  private static @Nullable ByteBuffer orNull(byte[] bytes) {
    return bytes.length == 0 ? null : ByteBuffer.wrap(bytes);
  }
}
