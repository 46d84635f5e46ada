package io.headwater.cli.feed;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.images.DemoEvents;
import io.headwater.producer.EventProducer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends events, each to the topic of its task. Waits while the broker can't keep up, and while it
 * is away.
 */
public final class Feeder implements AutoCloseable {
  private final DemoEvents events;
  private final String topicPrefix;
  private final EventProducer producer;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * @param topicPrefix what the names of the tasks' topics start with
   */
  public Feeder(DemoEvents events, KafkaClients clients, String topicPrefix) {
    this.events = events;
    this.topicPrefix = topicPrefix;
    this.producer = EventProducer.connect(clients.settings(Map.of()));
  }

  /** Sends event n; returns before the broker has it. */
  public void send(long n) {
    Throwable earlier = failure.get();
    if (earlier != null) {
      throw CommandFailure.failed(
          "the broker does not take event " + n + ": " + Reason.of(earlier), earlier);
    }
    CompletableFuture<RecordMetadata> unused =
        producer
            .send(events.task(n).topic(topicPrefix), events.event(n, Instant.now()))
            .whenComplete(this::acknowledged);
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
    producer.close();
  }

  private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Throwable e) {
    if (e == null) {
      sent.incrementAndGet();
    } else {
      failure.compareAndSet(null, e);
    }
  }
}
