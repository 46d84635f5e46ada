package io.headwater.bench.freshness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events at a steady rate, each task's to its own topic, until it closes. */
final class SteadyFeed implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<String> topics;
  private final List<byte[]> events;
  private final AppendTimes times;
  private final long nanosBetween;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param topics of the tasks, which take turns
   * @param events in their turns, repeated
   * @param rate events per second
   */
  SteadyFeed(
      String bootstrapServers,
      List<String> topics,
      List<byte[]> events,
      double rate,
      AppendTimes times) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topics = topics;
    this.events = events;
    this.times = times;
    this.nanosBetween = (long) (1e9 / rate);
    this.thread = new Thread(this::send, "steady-feed");
  }

  void start() {
    thread.start();
  }

  private void send() {
    long due = System.nanoTime();
    for (long n = 0; !closed; n++) {
      String topic = topics.get((int) (n % topics.size()));
      byte[] event = events.get((int) (n % events.size()));
      long sent = System.nanoTime();
      producer.send(
          new ProducerRecord<>(topic, event),
          (record, failure) -> {
            if (failure == null) {
              times.appended(topic, record.offset(), sent);
            }
          });
      due += nanosBetween;
      while (!closed && System.nanoTime() < due) {
        LockSupport.parkNanos(this, due - System.nanoTime());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    LockSupport.unpark(thread);
    thread.join();
    producer.close();
  }
}
