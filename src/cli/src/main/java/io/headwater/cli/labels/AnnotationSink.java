package io.headwater.cli.labels;

import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.produce.EventCheck;
import io.headwater.cli.produce.RefusedException;
import io.headwater.cli.produce.Targets;
import io.headwater.producer.EventProducer;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.serve.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends events to the topics of a job, after the job's own check. While brokers are away, events
 * wait in memory, for up to an hour. Safe for use by several threads.
 */
final class AnnotationSink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int WAITING_BYTES = 64 << 20;
  private static final int MEBIBYTE = 1 << 20;

  private final EventProducer producer;
  private final Targets targets;
  private final EventCheck check;
  private final LabelsConsole console;

  private AnnotationSink(EventProducer producer, Targets targets, LabelsConsole console) {
    this.producer = producer;
    this.targets = targets;
    this.check = new EventCheck(targets);
    this.console = console;
  }

  private record Checked(String topic, LabelledImageEvent event, byte[] value) {
    byte[] key() {
      return event.id().getBytes(StandardCharsets.UTF_8);
    }
  }

  static AnnotationSink open(KafkaClients clients, Targets targets, LabelsConsole console) {
    Map<String, Object> settings =
        clients.settings(
            Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                targets.limits().maxEventBytes() + MEBIBYTE,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                WAITING_BYTES,
                // Threads that answer must not wait for room.
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (int) PATIENCE.toMillis()));
    return new AnnotationSink(EventProducer.connect(settings), targets, console);
  }

  /**
   * Sends all of them, or none if one is refused. Events of one id keep their order.
   *
   * @return whether the brokers have them; if not, they wait
   * @throws RefusedException with the reason for which the job would reject one
   * @throws RequestRefusedException if brokers are away, and no more can wait for them
   */
  boolean send(List<LabelledImageEvent> events) throws RefusedException, InterruptedException {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
    synchronized (this) {
      List<Checked> checked = new ArrayList<>();
      for (LabelledImageEvent event : events) {
        checked.add(check(event));
      }
      for (Checked each : checked) {
        sent.add(send(each));
      }
    }
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new RequestRefusedException(
          RequestRefusedException.Reason.BUSY,
          "the broker did not take it (%s); send it later, from an export".formatted(Reason.of(e)));
    }
  }

  private Checked check(LabelledImageEvent event) throws RefusedException {
    Checked checked = new Checked(targets.topic(event), event, event.encode());
    check.require(checked.topic(), checked.key(), checked.value());
    return checked;
  }

  private CompletableFuture<RecordMetadata> send(Checked event) {
    String id = event.event().id();
    return producer
        .send(event.topic(), event.key(), event.value())
        .whenComplete(
            (metadata, e) -> {
              if (e == null) {
                console.sent(id, event.event().tasks(), event.topic());
              } else {
                console.refused(id, "the broker did not take it: " + Reason.of(e));
              }
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
