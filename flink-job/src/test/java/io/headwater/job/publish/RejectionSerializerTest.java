package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.decode.Rejection;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class RejectionSerializerTest {
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final int ROOM =
      MAX_RECORD_BYTES - RejectionSerializer.RESERVED_BYTES - "wrong".length();

  private final RejectionSerializer serializer =
      new RejectionSerializer("rejected", MAX_RECORD_BYTES);

  @Test
  void keepsTheOriginalBytes() {
    RejectedEvent event = written(new byte[0], new byte[] {1, 2, 3});
    assertThat(event.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(event.getKey()).isNull();
    assertThat(event.getMessage()).isEqualTo("wrong");
  }

  @Test
  void keepsAllThatFits() {
    RejectedEvent event = written(new byte[10], new byte[ROOM - 10]);
    assertThat(event.getKey()).isEqualTo(ByteBuffer.allocate(10));
    assertThat(event.getValue()).isEqualTo(ByteBuffer.allocate(ROOM - 10));
    assertThat(event.getMessage()).isEqualTo("wrong");
  }

  @Test
  void leavesOutTheValueFirstAndSaysHowToFindIt() {
    RejectedEvent event = written("key".getBytes(UTF_8), new byte[ROOM - 2]);
    assertThat(event.getKey()).isEqualTo(UTF_8.encode("key"));
    assertThat(event.getValue()).isNull();
    assertThat(event.getMessage())
        .matches(
            "wrong; its value of "
                + (ROOM - 2)
                + " bytes \\(SHA-256 [0-9a-f]{64}\\) is too long to be kept here, look for it at"
                + " events/2/30");
  }

  @Test
  void leavesOutAKeyThatDoesNotFitAndKeepsTheValue() {
    RejectedEvent event = written(new byte[ROOM + 1], new byte[ROOM]);
    assertThat(event.getKey()).isNull();
    assertThat(event.getValue()).isEqualTo(ByteBuffer.allocate(ROOM));
    assertThat(event.getMessage()).contains("; its key of " + (ROOM + 1) + " bytes (SHA-256 ");
  }

  @Test
  void keepsAKeyThatFillsTheRoom() {
    RejectedEvent event = written(new byte[ROOM], new byte[0]);
    assertThat(event.getKey()).isEqualTo(ByteBuffer.allocate(ROOM));
    assertThat(event.getMessage()).isEqualTo("wrong");
  }

  @Test
  void everyRecordFitsTheTopic() {
    String longest = "\ufffd".repeat(2_000);
    for (int key : List.of(0, 10, ROOM - 1, ROOM, ROOM + 1, 5 << 20)) {
      for (int value : List.of(0, 10, ROOM - 10, ROOM, ROOM + 1, 5 << 20)) {
        for (String message : List.of("wrong", longest)) {
          ProducerRecord<byte[], byte[]> record =
              serializer.record(
                  rejection("t".repeat(249), message, new byte[key], new byte[value]));
          assertThat(
                  AbstractRecords.estimateSizeInBytesUpperBound(
                      RecordBatch.CURRENT_MAGIC_VALUE,
                      Compression.NONE.type(),
                      record.key(),
                      record.value(),
                      record.headers().toArray()))
              .as("key of %d, value of %d bytes", key, value)
              .isLessThan(MAX_RECORD_BYTES);
          assertThat(Wire.REJECTED_EVENT.decode(record.value()).orElseThrow().getMessage())
              .startsWith(message);
        }
      }
    }
  }

  @Test
  void aRejectionIsKeyedByWhereTheEventCameFrom() {
    ProducerRecord<byte[], byte[]> record =
        serializer.record(rejection("events", "wrong", new byte[0], new byte[0]));
    assertThat(record.topic()).isEqualTo("rejected");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("events/2/30");
  }

  private RejectedEvent written(byte[] key, byte[] value) {
    return serializer.event(rejection("events", "wrong", key, value));
  }

  private static Rejection rejection(String topic, String message, byte[] key, byte[] value) {
    return new Rejection(topic, 2, 30, "NOT_AVRO", message, 0, key, value);
  }
}
