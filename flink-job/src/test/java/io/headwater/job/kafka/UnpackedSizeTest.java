package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What a topic's max.message.bytes bounds, which is the ground of decision 19. */
class UnpackedSizeTest {
  private static final int LIMIT = 100_000;
  private static final int UNPACKED = 20 * LIMIT;

  @Test
  void onlyATopicThatStoresEventsUncompressedBoundsWhatTheyUnpackTo() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String limit = Integer.toString(LIMIT);
      kafka.createTopic("usual", 1, Map.of("max.message.bytes", limit));
      kafka.createTopic(
          "uncompressed",
          1,
          Map.of("max.message.bytes", limit, "compression.type", "uncompressed"));

      assertThat(sendCompressed(kafka, "usual").serializedValueSize()).isEqualTo(UNPACKED);
      assertThatThrownBy(() -> sendCompressed(kafka, "uncompressed"))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  private static RecordMetadata sendCompressed(EmbeddedKafka kafka, String topic)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "compression.type",
            "gzip",
            "max.request.size",
            2 * UNPACKED);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(topic, new byte[UNPACKED])).get();
    }
  }
}
