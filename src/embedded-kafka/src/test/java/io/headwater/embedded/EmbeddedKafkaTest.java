package io.headwater.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedKafkaTest {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void carriesMessagesOfEightMebibytes() throws Exception {
    kafka.createTopic("large", 1, Map.of());
    byte[] message = new byte[8 << 20];
    message[message.length - 1] = 42;
    try (var producer = producer(kafka, Map.of())) {
      producer.send(new ProducerRecord<>("large", message)).get();
    }
    assertThat(read(kafka, "large", 1)).containsExactly(message);
  }

  @Test
  void hidesAnAbortedTransactionFromWhoReadsCommitted() {
    kafka.createTopic("transactions", 1, Map.of());
    try (var producer = producer(kafka, Map.of("transactional.id", "test"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", new byte[] {1}));
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("transactions", new byte[] {2}));
      producer.commitTransaction();
    }
    assertThat(read(kafka, "transactions", 1)).containsExactly(new byte[] {2});
  }

  @Test
  void refusesATopicThatExists() {
    kafka.createTopic("twice", 3, Map.of("retention.ms", "60000"));
    assertThatThrownBy(() -> kafka.createTopic("twice", 3, Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot create topic 'twice'")
        .hasMessageContaining("exists");
  }

  @Test
  void saysThatThePortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedKafka.start(port))
          .isInstanceOf(PortInUseException.class)
          .hasMessage("port %d is in use: stop what listens on it, or choose another port", port);
    }
  }

  @Test
  void goesOnWithTheDataOfADirectory(@TempDir Path directory) throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, directory)) {
      first.createTopic("kept", 1, Map.of());
      try (var producer = producer(first, Map.of())) {
        producer.send(new ProducerRecord<>("kept", new byte[] {7})).get();
      }
    }
    try (EmbeddedKafka second = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, directory)) {
      assertThat(read(second, "kept", 1)).containsExactly(new byte[] {7});
    }
  }

  @Test
  void refusesAFolderThatAnotherBrokerHas(@TempDir Path directory) {
    try (EmbeddedKafka first = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, directory)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, first.directory()))
          .isInstanceOf(BrokerNotStartedException.class)
          .hasMessage(
              "another broker keeps its data in %s: stop it, or name another folder", directory);
    }
  }

  @Test
  void refusesAFolderWithOtherThings(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("letter.txt"), "Dear Anna");
    assertThatThrownBy(() -> EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, directory))
        .isInstanceOf(BrokerNotStartedException.class)
        .hasMessageStartingWith(directory + " is not empty, and no broker of headwater was there");
    assertThatThrownBy(() -> EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, file))
        .isInstanceOf(BrokerNotStartedException.class)
        .hasMessage(file + " is no folder: name another one");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 'the broker cannot tell its clients the address 0.0.0.0'",
    "192.0.2.1, '192.0.2.1 is no address of this machine'",
    // Java sees what is wrong with it, and asks no name server.
    "[no-such-host], 'host ''[no-such-host]'' is not known'"
  })
  void refusesAHostThatIsNotThisMachine(String host, String why, @TempDir Path directory) {
    assertThatThrownBy(() -> EmbeddedKafka.start(host, EmbeddedKafka.ANY_PORT, directory))
        .isInstanceOf(BrokerNotStartedException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void leavesNeitherThreadNorFileBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Path directory;
    try (EmbeddedKafka brief = EmbeddedKafka.start()) {
      brief.createTopic("brief", 1, Map.of());
      directory = brief.directory();
    }
    assertThat(directory).doesNotExist();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread)) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(
      EmbeddedKafka kafka, Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", kafka.bootstrapServers());
    config.put("max.request.size", 9 << 20);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<byte[]> read(EmbeddedKafka kafka, String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
