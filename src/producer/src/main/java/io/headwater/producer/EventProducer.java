package io.headwater.producer;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.CLIENT_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_BLOCK_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG;

import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events to Kafka, each once and in order, and rides out brokers that are away: for up to an
 * hour, what was sent waits. Safe for use by several threads.
 */
public final class EventProducer implements AutoCloseable {
  /** For how long brokers may be away. */
  public static final Duration PATIENCE = Duration.ofHours(1);

  /** The largest event with what Kafka adds, if the settings don't say otherwise. */
  private static final int LARGEST_REQUEST_BYTES = 9 << 20;

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  private EventProducer(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * @param settings of Kafka's producer, "bootstrap.servers" at least; they take precedence over
   *     those here
   */
  public static EventProducer connect(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(usual());
    all.putAll(settings);
    return new EventProducer(
        new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private static Map<String, Object> usual() {
    return Map.of(
        CLIENT_ID_CONFIG,
        "headwater-producer",
        ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ACKS_CONFIG,
        "all",
        // A PNG does not get smaller.
        COMPRESSION_TYPE_CONFIG,
        "none",
        LINGER_MS_CONFIG,
        20,
        BATCH_SIZE_CONFIG,
        1 << 18,
        MAX_REQUEST_SIZE_CONFIG,
        LARGEST_REQUEST_BYTES,
        MAX_BLOCK_MS_CONFIG,
        PATIENCE.toMillis(),
        REQUEST_TIMEOUT_MS_CONFIG,
        Math.toIntExact(ANSWER_WITHIN.toMillis()),
        DELIVERY_TIMEOUT_MS_CONFIG,
        Math.toIntExact(PATIENCE.toMillis()));
  }

  /**
   * Sends an event; its id is the record's key. Returns before the broker has it; blocks while much
   * is waiting.
   *
   * @return where it lies, once the broker has it, or Kafka's exception
   * @throws org.apache.kafka.common.errors.InterruptException if the thread is interrupted
   */
  public CompletableFuture<RecordMetadata> send(String topic, LabelledImageEvent event) {
    return send(topic, event.toRecord());
  }

  /** The same, as the contract has it. */
  public CompletableFuture<RecordMetadata> send(String topic, LabelledImage event) {
    return send(
        topic, event.getId().getBytes(StandardCharsets.UTF_8), Wire.LABELLED_IMAGE.encode(event));
  }

  /** The same, encoded before. */
  public CompletableFuture<RecordMetadata> send(String topic, byte[] key, byte[] value) {
    return send(new ProducerRecord<>(topic, key, value));
  }

  /** The same, with headers or a partition of its own. */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> event) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    producer.send(
        event,
        (metadata, e) -> {
          if (e == null) {
            sent.complete(metadata);
          } else {
            sent.completeExceptionally(e);
          }
        });
    return sent;
  }

  /** Waits until the brokers have all that was sent, or refuse it. */
  public void flush() {
    producer.flush();
  }

  /** Waits some seconds for what was sent, and gives up the rest. */
  @Override
  public void close() {
    producer.close(CLOSED_WITHIN);
  }
}
