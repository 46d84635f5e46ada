package io.headwater.cli.dashboard;

import io.headwater.cli.DemoJob;
import io.headwater.cli.JobStart;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Opened;
import io.headwater.cli.demo.DemoConfig;
import io.headwater.cli.feed.Feeder;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Model.CommandSpec;

/** The demo's job as it runs, on a broker of its own, with a dashboard. */
final class LiveJob implements AutoCloseable {
  /** What somebody may call a task. */
  static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static final String PREFIX = "page-";

  private final Opened opened = new Opened();
  private final KafkaClients clients;
  private final DemoEvents events = new DemoEvents(FashionMnist.load().sent(), 1);
  private final Dashboard dashboard;
  private long sent;

  /**
   * @param checkpoints an empty directory
   */
  LiveJob(Path checkpoints) {
    EmbeddedKafka kafka = opened.add(EmbeddedKafka.start());
    clients = KafkaClients.of(kafka.bootstrapServers());
    new DemoJob(kafka, PREFIX).withTopics();
    JobConfig config = JobConfig.parse(DemoConfig.DEFAULT.yaml(clients, PREFIX), "the live job");
    LocalJob job = opened.add(LocalJob.start(config, checkpoints));
    dashboard =
        opened.add(
            Dashboard.start(
                new DashboardConfig(
                    config, clients, Optional.of(job.restAddress()), Duration.ofHours(1)),
                DashboardPort.bind("127.0.0.1", 0, Set.of(), "--port", CommandSpec.create())));
    JobStart.await(job);
  }

  Dashboard dashboard() {
    return dashboard;
  }

  /** Sends good events of all tasks. */
  void send(int count) {
    try (Feeder feeder = new Feeder(events, clients, PREFIX)) {
      for (int i = 0; i < count; i++) {
        feeder.send(sent++);
      }
      feeder.flush();
    }
  }

  /** Sends an event that is no Avro, one of a class that there isn't, and one of markup's task. */
  void sendBad() {
    LabelledImage good = events.event(DemoTask.GARMENT, 1, Instant.now());
    send("no Avro".getBytes(StandardCharsets.UTF_8));
    send(labelled(good, "garment"));
    send(labelled(good, MARKUP));
  }

  @Override
  public void close() {
    opened.close();
  }

  private static byte[] labelled(LabelledImage event, String task) {
    return Wire.LABELLED_IMAGE.encode(
        LabelledImage.newBuilder(event).setLabels(Map.of(task, new ClassLabel(99))).build());
  }

  private void send(byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            clients.settings(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(DemoTask.GARMENT.topic(PREFIX), value));
    }
  }
}
