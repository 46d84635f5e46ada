package io.headwater.cli.produce;

import io.headwater.cli.EventTopics;
import io.headwater.cli.KafkaClients;
import io.headwater.producer.EventProducer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A source on its way to Kafka: all of its images in order, from where an earlier run has stopped.
 */
record Production(
    Source source,
    Targets targets,
    KafkaClients clients,
    ProduceSettings settings,
    ProductionConsole console) {
  private static final int MEBIBYTE = 1 << 20;

  /**
   * @throws io.headwater.cli.CommandFailure if the broker or its topics are not there, it takes no
   *     events, or the source has changed
   * @throws InterruptedException when the thread is interrupted; how far it is, is kept
   */
  ProduceReport run() throws InterruptedException, IOException {
    try (StateLock unused = StateLock.of(settings.state())) {
      return send();
    }
  }

  private ProduceReport send() throws InterruptedException, IOException {
    EventTopics topics = EventTopics.find(clients, targets.allTopics());
    ProduceState state =
        Optional.ofNullable(settings.state())
            .flatMap(file -> ProduceState.load(file, settings.what(), topics))
            .orElseGet(() -> ProduceState.beginning(settings.what(), topics));
    Set<String> sentBefore =
        state.orderly()
            ? Set.of()
            : SentBefore.ids(clients, state.run(), state.offsets(), topics.ends());
    console.begins(state.handled());
    Deliveries deliveries = new Deliveries(state);
    try (SendingThread sending =
        new SendingThread(EventProducer.connect(clients.settings(producerSettings())))) {
      Shipment shipment =
          new Shipment(
              settings,
              new EventSender(targets, sending, deliveries, state.run(), sentBefore),
              deliveries,
              console);
      shipment.send(source);
    }
    return deliveries.report();
  }

  private Map<String, Object> producerSettings() {
    int request = targets.limits().maxEventBytes() + MEBIBYTE;
    return Map.of(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        request,
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        2 * Shipment.MOST_WAITING_BYTES + request);
  }
}
