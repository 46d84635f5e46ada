package io.headwater.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.embedded.RestartPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventProducerTest {
  @TempDir private Path data;

  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void whatIsSentWhileTheBrokerIsAwayArrivesInOrderWhenItIsBack() throws Exception {
    int port = RestartPort.find();
    EmbeddedKafka first = EmbeddedKafka.start(port, data);
    first.createTopic("events", 1, Map.of());
    try (EventProducer producer =
        EventProducer.connect(Map.of("bootstrap.servers", first.bootstrapServers()))) {
      assertThat(producer.send("events", event("0")).get(30, TimeUnit.SECONDS).offset()).isZero();
      first.close();
      CompletableFuture<RecordMetadata> one = sendElsewhere(producer, event("1"));
      CompletableFuture<RecordMetadata> two = sendElsewhere(producer, event("2"));
      assertThat(one).isNotDone();

      try (EmbeddedKafka back = EmbeddedKafka.start(port, data)) {
        assertThat(back.directory()).isEqualTo(data);
        assertThat(one.get(60, TimeUnit.SECONDS).offset()).isEqualTo(1);
        assertThat(two.get(60, TimeUnit.SECONDS).offset()).isEqualTo(2);
      }
    }
  }

  @Test
  void whatATopicDoesNotTakeIsSaid() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        EventProducer producer =
            EventProducer.connect(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      kafka.createTopic("small", 1, Map.of("max.message.bytes", "1000"));
      LabelledImageEvent large = LabelledImageEvent.ofPixels("a", 100, 100, 1, new byte[10_000]);

      assertThatThrownBy(() -> producer.send("small", large).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  /** Sending may block for as long as the broker is away: Kafka's client may forget the topic. */
  private CompletableFuture<RecordMetadata> sendElsewhere(
      EventProducer producer, LabelledImageEvent event) {
    return CompletableFuture.supplyAsync(() -> producer.send("events", event), thread)
        .thenCompose(sent -> sent);
  }

  private static LabelledImageEvent event(String id) {
    return LabelledImageEvent.ofPixels(id, 1, 1, 1, new byte[1]).classLabel("garment", 0);
  }
}
