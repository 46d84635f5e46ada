package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Reason;
import io.headwater.cli.images.DemoTask;
import io.headwater.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The demo's topics on a broker, either one in this JVM or a given one. They go when it closes. */
final class DemoBroker implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Optional<EmbeddedKafka> embedded;
  private final KafkaClients clients;
  private final DemoTopics topics;
  private final Admin admin;

  private DemoBroker(Optional<EmbeddedKafka> embedded, KafkaClients clients, DemoTopics topics) {
    this.embedded = embedded;
    this.clients = clients;
    this.topics = topics;
    int timeout = Math.toIntExact(TIMEOUT.toMillis());
    this.admin =
        Admin.create(
            clients.settings(
                Map.of(
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    timeout / 2,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    timeout)));
  }

  /**
   * A broker in this JVM.
   *
   * @param port 0 for any free one
   * @throws io.headwater.embedded.PortInUseException if the port is taken
   */
  static DemoBroker embedded(int port, List<DemoTask> tasks) throws InterruptedException {
    EmbeddedKafka kafka = EmbeddedKafka.start(port);
    return withTopics(
        new DemoBroker(
            Optional.of(kafka),
            KafkaClients.of(kafka.bootstrapServers()),
            new DemoTopics("headwater-", tasks)));
  }

  /**
   * A given broker, on which the topics get names of their own.
   *
   * @throws CommandFailure if it can't be reached
   */
  static DemoBroker at(KafkaClients clients, List<DemoTask> tasks) throws InterruptedException {
    String prefix = "headwater-demo-" + Long.toString(System.currentTimeMillis(), 36) + "-";
    return withTopics(new DemoBroker(Optional.empty(), clients, new DemoTopics(prefix, tasks)));
  }

  KafkaClients clients() {
    return clients;
  }

  DemoTopics topics() {
    return topics;
  }

  @Override
  public void close() {
    if (embedded.isEmpty()) {
      deleteTopics();
    }
    admin.close(Duration.ZERO);
    embedded.ifPresent(EmbeddedKafka::close);
  }

  private static DemoBroker withTopics(DemoBroker broker) throws InterruptedException {
    try {
      broker.createTopics();
      return broker;
    } catch (Throwable e) {
      broker.admin.close(Duration.ZERO);
      broker.embedded.ifPresent(EmbeddedKafka::close);
      throw e;
    }
  }

  private void createTopics() throws InterruptedException {
    List<NewTopic> wanted =
        topics.events().stream()
            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
            .toList();
    try {
      admin.createTopics(wanted).all().get();
      awaitTopics();
    } catch (ExecutionException e) {
      throw CommandFailure.environment(
          "no broker answers at "
              + clients
              + ", or it refuses to make topics ("
              + Reason.of(e)
              + ")",
          e);
    }
  }

  /** Which brokers serve a new topic is known a moment after it was created. */
  private void awaitTopics() throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!admin.listTopics().names().get().containsAll(topics.events())) {
      if (System.nanoTime() > deadline) {
        throw CommandFailure.failed("the broker created topics but does not list them", null);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void deleteTopics() {
    try {
      admin.deleteTopics(topics.all()).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw CommandFailure.failed(
          "cannot delete the topics " + topics.prefix() + "* on " + clients, e);
    }
  }
}
