package io.headwater.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawEventDeserializerTest {
  private static final long OFFSET = 1L << 33;
  private static final long TIME = 1_767_225_600_123L;

  private final RawEventDeserializer deserializer = new RawEventDeserializer();

  @Test
  void aRecordKeepsItsPlaceItsTimeAndItsBytes() {
    RawEvent event = deserialized(new byte[] {1}, new byte[] {2, 3});
    assertThat(event.topic()).isEqualTo("garments");
    assertThat(event.partition()).isEqualTo(5);
    assertThat(event.offset()).isEqualTo(OFFSET);
    assertThat(event.timestampMillis()).isEqualTo(TIME);
    assertThat(event.key()).containsExactly(1);
    assertThat(event.value()).containsExactly(2, 3);
  }

  @Test
  void whatARecordLacksIsEmpty() {
    RawEvent event = deserialized(null, null);
    assertThat(event.key()).isEmpty();
    assertThat(event.value()).isEmpty();
  }

  @Test
  void eventsCrossEdgesAsTheirOwnType() {
    assertThat(deserializer.getProducedType().getTypeClass()).isEqualTo(RawEvent.class);
  }

  private RawEvent deserialized(byte @Nullable [] key, byte @Nullable [] value) {
    List<RawEvent> events = new ArrayList<>();
    Collector<RawEvent> out =
        new Collector<>() {
          @Override
          public void collect(RawEvent event) {
            events.add(event);
          }

          @Override
          public void close() {}
        };
    deserializer.deserialize(
        new ConsumerRecord<>(
            "garments",
            5,
            OFFSET,
            TIME,
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            new RecordHeaders(),
            Optional.empty()),
        out);
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
