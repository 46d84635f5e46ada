package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.demo.DemoConfig;
import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "doctor",
        "run",
        "dashboard",
        "up",
        "broker",
        "topics",
        "topics create",
        "topics check",
        "produce",
        "feed",
        "configs",
        "plan",
        "snapshots",
        "predict",
        "serve",
        "bench"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(execute((command + " --help").split(" "))).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("Usage: headwater " + command);
  }

  @Test
  void aDryRunNeedsNoKafka() throws IOException {
    Path config = directory.resolve("job.yaml");
    Files.writeString(config, DemoConfig.DEFAULT.yaml(KafkaClients.of("localhost:1"), "test-"));
    assertThat(
            execute("run", config.toString(), "--dry-run", "--checkpoints", directory.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualToIgnoringNewLines("'garments' starts anew");
  }

  @Test
  void anUnknownCommandIsRefusedInOneSentence() {
    assertThat(execute("dance")).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("dance");
  }

  @Test
  void anInstallationSaysThatItHasNoBenchmarks() {
    assertThat(execute("bench", "engine", "--batch", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("there are no benchmarks in this installation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:0", "localhost:99999", ":9092", "localhost:a"})
  void anAddressThatIsNoneIsRefused(String address) {
    assertThat(execute("demo", "--kafka", address)).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("'" + address + "' is not HOST:PORT with a port from 1");
  }

  @Test
  void tooFewEventsAreRefused() {
    assertThat(execute("demo", "--events", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("--events is 0; it must be at least");
  }

  @Test
  void kafkaPropertiesWithoutABrokerAreRefused() {
    assertThat(execute("demo", "--kafka-properties", "any")).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("--kafka-properties goes with --kafka");
  }

  @Test
  void aPortInUseIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode = execute("demo", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(exitCode).isEqualTo(ExitCode.USAGE);
      assertThat(complaint()).contains("port " + taken.getLocalPort() + " is in use");
    }
  }

  @Test
  void upSaysThatThePagesPortIsInUseBeforeAnythingStarts() throws IOException {
    Path data = directory.resolve("broker");
    String[] up = {"up", "lenet-four-tasks", "--port", "0", "--data", data.toString()};
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(execute(with(up, "--dashboard-port", Integer.toString(port))))
          .isEqualTo(ExitCode.USAGE);
      assertThat(complaint())
          .contains("can't listen on 127.0.0.1:" + port, "give --dashboard-port another one");
    }
    assertThat(execute(with(up, "--dashboard-port", "65536"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--dashboard-port is 65536; it must be from 0 to 65535");
    assertThat(data).doesNotExist();
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "feed"})
  void aBrokerThatIsNotThereIsSaidAtOnce(String command) throws IOException {
    int free = freePort();
    long start = System.nanoTime();

    assertThat(execute(command, "--kafka", "127.0.0.1:" + free)).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("no broker answers at 127.0.0.1:" + free);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aListenerThatIsNoBrokerIsSaidSoon() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();

      assertThat(execute("demo", "--kafka", address)).isEqualTo(ExitCode.USAGE);
      assertThat(complaint()).contains("no broker answers at " + address);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void aConfigurationThatIsNotThereIsSaid() {
    Path missing = directory.resolve("missing.yaml");

    assertThat(execute("run", missing.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("there is no configuration file " + missing);
  }

  @Test
  void configurationsThatComeWithItAreListedAndShown() {
    assertThat(execute("configs")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("lenet-four-tasks", "LeNet, which four tasks share");
    assertThat(execute("configs", "lenet-four-tasks")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("lossWeight: 0.4");
  }

  @Test
  void aConfigurationThatComesWithItIsRunByName() {
    assertThat(
            execute("run", "lenet-four-tasks", "--dry-run", "--checkpoints", directory.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualToIgnoringNewLines("'garments' starts anew");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configs", "run", "demo --config"})
  void anUnknownNameIsToldFromThoseThatThereAre(String command) {
    assertThat(execute((command + " lenet-five-tasks").split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(complaint()).contains("lenet-five-tasks", "lenet-four-tasks", "alexnet-two-tasks");
  }

  @Test
  void aWrongConfigurationIsSaidBeforeAnythingStarts() throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong.yaml"), "modell: {}\n");

    assertThat(execute("run", wrong.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("modell is not a key; did you mean model?");
  }

  @Test
  void feedSendsTheEventsItIsAskedFor() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      new DemoJob(kafka, "test-").withTopics();

      int exitCode =
          execute(
              "feed",
              "--kafka",
              kafka.bootstrapServers(),
              "--events",
              "40",
              "--rate",
              "1000",
              "--topic-prefix",
              "test-");

      assertThat(exitCode).isEqualTo(ExitCode.OK);
      assertThat(out.toString()).contains("sent 40 events");
    }
  }

  @Test
  void feedSaysThatATopicIsNotThere() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      assertThat(execute("feed", "--kafka", kafka.bootstrapServers())).isEqualTo(ExitCode.USAGE);
      assertThat(complaint())
          .contains(
              "topic 'headwater-garment' does not exist at " + kafka.bootstrapServers(),
              "headwater topics create");
    }
  }

  private int execute(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    out.append(run.out());
    err.append(run.err());
    return run.exitCode();
  }

  /** The one line on the error stream. */
  private String complaint() {
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("headwater: ");
    return err.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
