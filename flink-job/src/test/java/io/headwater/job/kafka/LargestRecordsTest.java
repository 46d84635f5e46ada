package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.ConfigException;
import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted before the start can be written, and read, at its largest. */
class LargestRecordsTest {
  /** Room that Kafka takes beside a record's value. */
  private static final int OVERHEAD_BYTES = 1024;

  private static final Duration DEADLINE = Duration.ofSeconds(180);
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("twins", 1, Map.of());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void largerEventsAreRefused() {
    assertThatThrownBy(
            () -> LimitsCheckTest.config("over", "limits: {maxEventBytes: 97MiB}", kafka, "lenet"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("limits.maxEventBytes");
  }

  @ParameterizedTest
  @CsvSource({
    "small-chunks, snapshots: {chunkBytes: 1KiB}, resnet18",
    "large-chunks, snapshots: {chunkBytes: 64MiB}, lenet",
    "large-events, limits: {maxEventBytes: 96MiB}, lenet"
  })
  void theLargestRecordsOfAnAcceptedJobAreWrittenAndRead(
      String name, String setting, String backbone) {
    JobConfig config = LimitsCheckTest.config(name, setting, kafka, backbone);
    KafkaCheck.run(config);
    for (OutputTopic topic : OutputTopic.all(config)) {
      byte[] value = new byte[topic.maxMessageBytes() - OVERHEAD_BYTES];
      write(config, topic, value);
      assertThat(read(topic.name()).value()).hasSameSizeAs(value);
    }
  }

  /** As the sink does: a checkpoint waits until all is sent, the commit is a request of its own. */
  private static void write(JobConfig config, OutputTopic topic, byte[] value) {
    Properties settings = ProducerSettings.of(config, topic);
    settings.setProperty("transactional.id", topic.name());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), value));
      producer.flush();
      producer.commitTransaction();
    }
  }

  private static ConsumerRecord<byte[], byte[]> read(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      return consumer.poll(DEADLINE).iterator().next();
    }
  }
}
