package io.headwater.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.util.Collector;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawEventDeserializerTest {
  private static final long OFFSET = 1L << 33;
  private static final long TIME = 1_767_225_600_123L;

  private final RawEventDeserializer deserializer =
      new RawEventDeserializer(Pattern.compile("garments|hats.*"));
  private final MetricListener metrics = new MetricListener();

  @BeforeEach
  void open() {
    deserializer.open(
        new InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return metrics.getMetricGroup();
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException();
          }
        });
  }

  @Test
  void aRecordKeepsItsPlaceItsTimeAndItsBytes() {
    RawEvent event = only(deserialized("garments", new byte[] {1}, new byte[] {2, 3}));
    assertThat(event.topic()).isEqualTo("garments");
    assertThat(event.partition()).isEqualTo(5);
    assertThat(event.offset()).isEqualTo(OFFSET);
    assertThat(event.timestampMillis()).isEqualTo(TIME);
    assertThat(event.key()).containsExactly(1);
    assertThat(event.value()).containsExactly(2, 3);
  }

  @Test
  void whatARecordLacksIsEmpty() {
    RawEvent event = only(deserialized("garments", null, null));
    assertThat(event.key()).isEmpty();
    assertThat(event.value()).isEmpty();
  }

  @Test
  void eventsCrossEdgesAsTheirOwnType() {
    assertThat(deserializer.getProducedType().getTypeClass()).isEqualTo(RawEvent.class);
  }

  @Test
  void recordsOfTopicsThatNoTaskHasArePassedOverAndCounted() {
    assertThat(deserialized("hats2", null, null)).hasSize(1);
    assertThat(deserialized("shoes", null, null)).isEmpty();
    assertThat(deserialized("shoes", null, null)).isEmpty();
    assertThat(deserialized("garments2", null, null)).isEmpty();
    assertThat(unread("shoes")).isEqualTo(2);
    assertThat(unread("garments2")).isEqualTo(1);
  }

  private long unread(String topic) {
    return metrics
        .getCounter(IngestMetrics.TOPIC, topic, IngestMetrics.UNREAD_EVENTS)
        .orElseThrow()
        .getCount();
  }

  private static RawEvent only(List<RawEvent> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private List<RawEvent> deserialized(
      String topic, byte @Nullable [] key, byte @Nullable [] value) {
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
            topic,
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
    return events;
  }
}
