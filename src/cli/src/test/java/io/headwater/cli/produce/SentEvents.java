package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic has. */
public final class SentEvents {
  private SentEvents() {}

  /** All committed events that the topic has now, in the order of its partitions. */
  public static List<LabelledImage> in(String topic, EmbeddedKafka kafka) {
    List<LabelledImage> events = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      for (TopicPartition partition : partitions) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        while (consumer.position(partition) < end) {
          consumer
              .poll(Duration.ofSeconds(1))
              .forEach(
                  record -> events.add(Wire.LABELLED_IMAGE.decode(record.value()).orElseThrow()));
        }
      }
    }
    return events;
  }

  public static List<String> ids(String topic, EmbeddedKafka kafka) {
    return in(topic, kafka).stream().map(LabelledImage::getId).toList();
  }
}
