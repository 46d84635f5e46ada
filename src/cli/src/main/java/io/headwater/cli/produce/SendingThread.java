package io.headwater.cli.produce;

import io.headwater.producer.EventProducer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Hands events to the producer, in order, from a thread of its own: the producer may block for as
 * long as no broker tells it where a topic is.
 */
final class SendingThread implements AutoCloseable {
  private final EventProducer producer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(SendingThread::daemon);

  SendingThread(EventProducer producer) {
    this.producer = producer;
  }

  /** Returns at once; who calls it bounds what waits. */
  CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> event) {
    return CompletableFuture.supplyAsync(() -> producer.send(event), thread)
        .thenCompose(sent -> sent);
  }

  /** Gives up what was not handed over. */
  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "headwater-sending");
    thread.setDaemon(true);
    return thread;
  }
}
