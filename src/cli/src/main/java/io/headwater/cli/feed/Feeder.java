package io.headwater.cli.feed;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.images.DemoEvents;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events, each to the topic of its task. Waits while the broker can't keep up. */
public final class Feeder implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DemoEvents events;
  private final String topicPrefix;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param topicPrefix what the names of the tasks' topics start with
   */
  public Feeder(DemoEvents events, KafkaClients clients, String topicPrefix) {
    this.events = events;
    this.topicPrefix = topicPrefix;
    this.producer =
        new KafkaProducer<>(
            clients.settings(
                Map.of(
                    ProducerConfig.CLIENT_ID_CONFIG,
                    "headwater-feeder",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    // A PNG does not get smaller.
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "none",
                    ProducerConfig.LINGER_MS_CONFIG,
                    20,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    1 << 18,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    15_000,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    10_000,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    30_000)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends event n; returns before the broker has it. */
  public void send(long n) {
    Exception earlier = failure.get();
    if (earlier != null) {
      throw CommandFailure.failed(
          "the broker does not take event " + n + ": " + Reason.of(earlier), earlier);
    }
    LabelledImage event = events.event(n, Instant.now());
    producer.send(
        new ProducerRecord<>(
            events.task(n).topic(topicPrefix),
            event.getId().getBytes(StandardCharsets.UTF_8),
            Wire.LABELLED_IMAGE.encode(event)),
        this::acknowledged);
  }

  /** Waits until the broker has all that was sent. */
  public void flush() {
    producer.flush();
  }

  /** Events that the broker has. */
  public long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }

  private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Exception e) {
    if (e == null) {
      sent.incrementAndGet();
    } else {
      failure.compareAndSet(null, e);
    }
  }
}
