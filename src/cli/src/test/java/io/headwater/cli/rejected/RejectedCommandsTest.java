package io.headwater.cli.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.cli.produce.FiveTasks;
import io.headwater.cli.produce.SentEvents;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.producer.LabelledImageEvent;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Wire;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rejected events are listed, shown, and sent back once. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class RejectedCommandsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private @TempDir Path directory;

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void theyAreListedByReasonTopicTaskAndTime() throws Exception {
    Job job = Job.of(directory, "list", kafka);
    job.reject("WRONG_LABEL_KIND", "list-garment", NOON, event("a").encode());
    job.reject("NOT_AVRO", "list-edges", NOON.plusSeconds(60), new byte[] {1, 2, 3});
    job.reject("EVENT_TOO_LARGE", "list-edges", NOON.plusSeconds(120), null);
    Path json = directory.resolve("list.json");

    assertThat(job.run("list", "--json", json.toString()).done())
        .contains("0:0        2026-01-31T12:00:00Z     WRONG_LABEL_KIND       list-garment/0/7")
        .contains("3 rejected events: {EVENT_TOO_LARGE=1, NOT_AVRO=1, WRONG_LABEL_KIND=1}");
    JsonNode read = new ObjectMapper().readTree(json.toFile());
    assertThat(read.at("/newest/0/tasks/0").asText()).isEqualTo("garment");
    assertThat(read.at("/newest/1/bytes").asInt()).isEqualTo(3);
    assertThat(job.run("list", "--reason", "NOT_AVRO").done()).contains("1 rejected events");
    assertThat(job.run("list", "--topic", "list-edges").done()).contains("2 rejected events");
    assertThat(job.run("list", "--task", "garment").done()).contains("1 rejected events: {WRONG");
    assertThat(job.run("list", "--since", "2026-01-31T12:01:00Z").done()).contains("2 rejected");
    assertThat(job.run("list", "--until", "2026-01-31T12:01:00Z").done()).contains("1 rejected");
    assertThat(job.run("list", "--max", "1").done()).contains("the newest 1 are listed");
  }

  @Test
  void oneIsShownWithItsImage() throws Exception {
    Job job = Job.of(directory, "show", kafka);
    job.reject("WRONG_LABEL_KIND", "show-garment", NOON, event("a").encode());
    job.reject("NOT_AVRO", "show-garment", NOON, new byte[] {1, 2, 3});
    Path image = directory.resolve("shown.png");

    assertThat(job.run("show", "0:0", "--image", image.toString()).done())
        .contains("reason     WRONG_LABEL_KIND", "message    said by the test")
        .contains("remedy     ClassLabel for classification", "came from  show-garment/0/7")
        .contains("labels for garment");
    BufferedImage shown = ImageIO.read(image.toFile());
    assertThat(shown.getWidth()).isEqualTo(28);
    assertThat(job.run("show", "0:1", "--image", image.toString()).complaint(ExitCode.USAGE))
        .contains("the event at 0:1 has no image that can be read");
    assertThat(job.run("show", "0:9").complaint(ExitCode.USAGE))
        .contains("there is no rejected event at 0:9 of topic 'show-rejected'");
    assertThat(job.run("show", "17").complaint(ExitCode.USAGE)).contains("is not PARTITION:OFFSET");
  }

  @Test
  void theyAreSentBackOnceUnchangedOrRepaired() throws Exception {
    Job job = Job.of(directory, "back", kafka);
    job.reject("UNKNOWN_TASK", "back-garment", NOON, event("a").encode());
    job.reject("WRONG_LABEL_KIND", "back-garment", NOON, event("b").encode());
    job.reject("EVENT_TOO_LARGE", "back-garment", NOON, null);
    Path repaired = directory.resolve("repaired.avro");
    Files.write(repaired, event("b").number("price", 2).encode());

    assertThat(job.run("replay", "--reason", "UNKNOWN_TASK").done())
        .contains("0:0 sent back to back-garment", "sent back 1, before this 0, not sent 0");
    assertThat(job.run("replay", "0:1", "--value", repaired.toString()).done())
        .contains("sent back 1, before this 0, not sent 0");
    CommandRun again = job.run("replay", "0:0", "0:1", "0:2");

    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.out())
        .contains("0:0 was sent back before", "0:1 was sent back before")
        .contains("0:2 is not sent: its bytes are not kept; give --value FILE")
        .contains("sent back 0, before this 2, not sent 1");
    assertThat(SentEvents.in("back-garment", kafka))
        .extracting(event -> event.getId() + new TreeSet<>(event.getLabels().keySet()))
        .containsExactlyInAnyOrder("a[garment]", "b[garment, price]");
    assertThat(job.run("list").done()).contains("back-garment/0/7  (sent back)");
  }

  @Test
  void whatAnInterruptedRunLeftOpenIsNeitherLostNorSentTwice() throws Exception {
    Job job = Job.of(directory, "killed", kafka);
    job.reject("UNKNOWN_TASK", "killed-garment", NOON, event("a").encode());
    job.reject("UNKNOWN_TASK", "killed-garment", NOON, event("b").encode());
    assertThat(job.run("replay", "0:0").done()).contains("sent back 1");
    try (KafkaProducer<byte[], byte[]> killed = killed("killed-rejected")) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(new ProducerRecord<>("killed-garment", event("b").encode())).get();
      killed
          .send(new ProducerRecord<>("killed-rejected-replayed", 0, markOf(1, job), new byte[0]))
          .get();

      assertThat(job.run("replay", "--all").done())
          .contains("sent back 1, before this 0, not sent 0");
    }
    assertThat(job.run("replay", "--all").done()).contains("sent back 0");
    assertThat(SentEvents.ids("killed-garment", kafka)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whichOnesMustBeSaid() throws Exception {
    Job job = Job.of(directory, "which", kafka);
    assertThat(job.run("replay").complaint(ExitCode.USAGE)).contains("say which: places");
    assertThat(job.run("replay", "0:0", "--all").complaint(ExitCode.USAGE)).contains("say which");
    Path wrong = Files.write(directory.resolve("wrong.avro"), new byte[] {1});
    assertThat(job.run("replay", "0:0", "--value", wrong.toString()).complaint(ExitCode.USAGE))
        .contains("wrong.avro is no encoded LabelledImage");
    assertThat(CommandRun.of("rejected", "list").complaint(ExitCode.USAGE))
        .contains("give --config CONFIG, or both of --kafka and --rejected-topic");
  }

  private static byte[] markOf(long offset, Job job) throws Exception {
    StoredRejection[] found = new StoredRejection[1];
    try (RejectedTopic topic = RejectedTopic.open(job.clients(), "killed-rejected")) {
      found[0] = topic.get(new RejectedPosition(0, offset));
    }
    return ReplayMarks.mark(found[0]).getBytes(UTF_8);
  }

  private KafkaProducer<byte[], byte[]> killed(String topic) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("transactional.id", "headwater-replay-" + topic);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static LabelledImageEvent event(String id) {
    return LabelledImageEvent.of(id, GarmentFiles.png(0)).classLabel("garment", 1);
  }

  /** A job's configuration, and its topic of rejected events. */
  private record Job(Path config, String rejected, EmbeddedKafka kafka) {
    static Job of(Path directory, String prefix, EmbeddedKafka kafka) throws IOException {
      return new Job(FiveTasks.in(directory, prefix, kafka).file(), prefix + "-rejected", kafka);
    }

    KafkaClients clients() {
      return KafkaClients.of(kafka.bootstrapServers());
    }

    CommandRun run(String command, String... more) {
      List<String> all = new ArrayList<>(List.of("rejected", command));
      all.addAll(Arrays.asList(more));
      all.addAll(List.of("--config", config.toString()));
      return CommandRun.of(all);
    }

    void reject(String reason, String topic, Instant time, byte @Nullable [] value)
        throws ExecutionException, InterruptedException {
      RejectedEvent event =
          RejectedEvent.newBuilder()
              .setTopic(topic)
              .setPartition(0)
              .setOffset(7)
              .setReason(reason)
              .setMessage("said by the test")
              .setTime(time)
              .setKey(ByteBuffer.wrap(new byte[] {'k'}))
              .setValue(value == null ? null : ByteBuffer.wrap(value))
              .build();
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", kafka.bootstrapServers()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        producer
            .send(new ProducerRecord<>(rejected, 0, null, Wire.REJECTED_EVENT.encode(event)))
            .get();
      }
    }
  }
}
