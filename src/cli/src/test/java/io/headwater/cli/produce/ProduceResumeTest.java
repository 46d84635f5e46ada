package io.headwater.cli.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.embedded.RestartPort;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However a run is interrupted, each image is sent once. */
@Timeout(180)
class ProduceResumeTest {
  private static final int IMAGES = 120;
  private static final String TOPIC = "once-garment";
  private static final long POLL_NANOS = 50_000_000;
  private static final Duration END = Duration.ofSeconds(60);

  @TempDir private Path data;
  @TempDir private Path directory;
  @TempDir private Path temporary;

  private final StringWriter said = new StringWriter();
  private int port;
  private EmbeddedKafka kafka;
  private Path state;
  private List<String> command;

  @BeforeEach
  void prepare() throws IOException {
    port = RestartPort.find();
    kafka = EmbeddedKafka.start(port, data);
    FiveTasks job = FiveTasks.in(directory, "once", kafka);
    GarmentFiles.write(directory.resolve("photos"), IMAGES);
    state = directory.resolve("state.json");
    command =
        List.of(
            "produce",
            directory.resolve("photos").toString(),
            "--config",
            job.file().toString(),
            "--resume",
            state.toString());
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void afterCtrlC() throws Exception {
    Thread run = start("--rate", "40");
    await(run, () -> SentEvents.ids(TOPIC, kafka).size() >= 10);
    run.interrupt();
    run.join(END.toMillis());

    assertThat(said.toString()).contains("stopped; the same command goes on from here");
    int before = SentEvents.ids(TOPIC, kafka).size();
    assertThat(before).isLessThan(IMAGES);
    CommandRun rest = run(command);
    assertThat(rest.exitCode()).as(rest::toString).isEqualTo(ExitCode.OK);
    assertThat(rest.out())
        .contains("goes on after " + before + " images", "sent 120 events")
        .contains("  " + (IMAGES - before) + " to " + TOPIC);
    assertEachOnce();

    CommandRun nothing = run(command);
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(nothing.out()).contains("goes on after 120 images");
    assertEachOnce();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void afterAProcessIsKilled() throws Exception {
    String[] slow = with("--rate", "12").toArray(String[]::new);
    End end =
        new CommandProcess(directory, temporary, slow)
            .endAfter("KILL", line -> line.matches("[1-9]\\d* of 120 .*"));

    assertThat(end.exitCode()).as(end::toString).isEqualTo(128 + 9);
    List<String> sent = SentEvents.ids(TOPIC, kafka);
    assertThat(sent).hasSizeBetween(1, IMAGES - 1);
    List<String> others = sendAllAsAnotherRun();
    assertThat(state).content().contains("\"orderly\" : false");
    CommandRun rest = run(command);
    assertThat(rest.exitCode()).as(rest::toString).isEqualTo(ExitCode.OK);
    List<String> ids = new ArrayList<>(SentEvents.ids(TOPIC, kafka));
    assertThat(ids).hasSize(2 * IMAGES);
    others.forEach(ids::remove);
    assertThat(new HashSet<>(ids)).hasSize(IMAGES);
  }

  /** Events of the same ids that someone else sent meanwhile. */
  private List<String> sendAllAsAnotherRun() {
    List<String> all = command.subList(0, command.indexOf("--resume"));
    List<String> before = SentEvents.ids(TOPIC, kafka);
    run(all).done();
    List<String> others = new ArrayList<>(SentEvents.ids(TOPIC, kafka));
    before.forEach(others::remove);
    return others;
  }

  @Test
  void whileTheBrokerIsAway() throws Exception {
    Thread run = start("--rate", "20");
    await(run, () -> SentEvents.ids(TOPIC, kafka).size() >= 10);
    kafka.close();
    await(run, () -> said.toString().contains("no answer from 127.0.0.1:" + port));
    kafka = EmbeddedKafka.start(port, data);
    run.join(END.toMillis());

    assertThat(run.isAlive()).as(said::toString).isFalse();
    assertThat(said.toString()).contains("sent 120 events");
    assertEachOnce();
  }

  @Test
  void aSourceThatHasChangedIsRefused() throws Exception {
    assertThat(run(command).exitCode()).isEqualTo(ExitCode.OK);
    Path photos = directory.resolve("photos");
    Files.write(photos.resolve("bag/another.png"), GarmentFiles.png(0));

    assertThat(run(command).complaint()).contains("the source has changed since");
    assertThat(run(with("--passes", "2")).complaint())
        .contains("--resume is " + state + ", which is about " + photos);
    Files.writeString(state, "{}");
    assertThat(run(command).complaint())
        .contains("--resume is " + state + ", which 'headwater produce' has not written");
  }

  @Test
  void aLineThatHasChangedIsRefused() throws Exception {
    FiveTasks.writeImages(directory);
    Path csv = Files.writeString(directory.resolve("a.csv"), "image,garment\na.png,bag\n");
    List<String> of = new ArrayList<>(command);
    of.set(1, csv.toString());
    run(of).done();
    Files.writeString(csv, "image,garment\na.png,sneaker\n");

    assertThat(run(of).complaint()).contains("a.csv:2", "it has another image or label there");
    of.addAll(List.of("--images", directory.toString()));
    assertThat(run(of).complaint()).contains("a.csv with images in " + directory);
  }

  @Test
  void aTopicThatWasMadeAnewAndAnotherClusterAreRefused() throws Exception {
    run(command).done();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }
    FiveTasks unused = FiveTasks.in(directory, "once", kafka);

    assertThat(run(command).complaint())
        .contains("topic '" + TOPIC + "' was made anew since --resume " + state);
    Files.writeString(
        state,
        Files.readString(state)
            .replaceFirst("\"cluster\" : \"[^\"]+\"", "\"cluster\" : \"elsewhere\""));
    assertThat(run(command).complaint())
        .contains("--resume is " + state + ", which is about the Kafka cluster elsewhere");
  }

  @Test
  void aSecondRunWithTheSameFileIsRefused() throws Exception {
    Thread run = start("--rate", "20");
    await(run, () -> Files.exists(state));

    assertThat(run(command).complaint())
        .contains("another 'headwater produce' runs with --resume " + state);
    run.interrupt();
    run.join(END.toMillis());
  }

  private List<String> with(String... more) {
    return Stream.concat(command.stream(), Arrays.stream(more)).toList();
  }

  private static CommandRun run(List<String> arguments) {
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Thread start(String... more) {
    String[] arguments = with(more).toArray(String[]::new);
    Thread run = new Thread(() -> CommandRun.run(said, said, arguments));
    run.start();
    return run;
  }

  /** Until that is so; the test's time limit is the deadline. */
  private void await(Thread run, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(run.isAlive() && !Thread.interrupted()).as(said::toString).isTrue();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void assertEachOnce() {
    List<String> ids = SentEvents.ids(TOPIC, kafka);
    assertThat(ids).hasSize(IMAGES);
    assertThat(new HashSet<>(ids)).hasSize(IMAGES);
  }
}
