package io.headwater.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.ExitCode;
import io.headwater.cli.Main;
import io.headwater.embedded.EmbeddedKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the user runs it: a process, from its start to its end. */
@Timeout(240)
class DemoProcessTest {
  private static final long END_SECONDS = 60;

  @TempDir private Path directory;
  private Path temporary;

  @BeforeEach
  void makeTemporaryDirectory() throws IOException {
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  @Test
  void learnsReportsAndEndsByItself() throws Exception {
    Path json = directory.resolve("report.json");
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Process demo =
          start(
              "demo",
              "--events",
              "400",
              "--json",
              json.toString(),
              "--kafka",
              kafka.bootstrapServers());
      List<String> output = linesOf(demo);

      assertThat(demo.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).as(() -> String.join("\n", output)).isEqualTo(ExitCode.OK);
      assertThat(output).anyMatch(line -> line.contains("if the mean edge map were predicted"));
      assertThat(leftovers()).isEmpty();
      assertThat(topics(kafka)).noneMatch(topic -> topic.startsWith("headwater"));
      assertReport(new ObjectMapper().readTree(json.toFile()));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsInOrderOnCtrlC() throws Exception {
    Process demo = start("demo", "--events", "100000");
    List<String> output = new ArrayList<>();
    try (BufferedReader lines = demo.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.contains("sent")) {
          interrupt(demo);
        }
      }
    }

    assertThat(demo.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue())
        .as(() -> String.join("\n", output))
        .isEqualTo(ExitCode.INTERRUPTED);
    assertThat(output).noneMatch(line -> line.contains("Exception") || line.contains("headwater:"));
    assertThat(leftovers()).isEmpty();
  }

  private static void assertReport(JsonNode report) {
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "events", "rejected", "engine", "examplesPerSecond", "seconds", "tasks", "snapshots");
    assertThat(report.get("events").asLong()).isEqualTo(400);
    assertThat(report.get("rejected").asLong()).isZero();
    assertThat(report.get("engine").asText()).startsWith("dl4j");
    assertThat(report.get("examplesPerSecond").asDouble()).isPositive();

    JsonNode seconds = report.get("seconds");
    assertThat(seconds.get("ready").asDouble()).isPositive();
    assertThat(seconds.get("firstSnapshot").asDouble())
        .isBetween(seconds.get("ready").asDouble(), seconds.get("total").asDouble());

    assertThat(report.get("tasks").fieldNames())
        .toIterable()
        .containsExactly("garment", "edges", "location", "similarity");
    assertThat(report.get("tasks"))
        .allSatisfy(
            task -> {
              assertThat(task.fieldNames())
                  .toIterable()
                  .containsExactly("kind", "examples", "metric", "prequential", "heldout");
              assertThat(task.get("examples").asLong()).isBetween(100L, 200L);
              assertThat(task.get("prequential").asDouble()).isBetween(0.0, 1.0);
              assertThat(task.get("heldout").asDouble()).isBetween(0.0, 1.0);
            });

    JsonNode snapshots = report.get("snapshots");
    assertThat(snapshots.get("verified").asLong())
        .isPositive()
        .isEqualTo(snapshots.get("published").asLong())
        .isEqualTo(snapshots.get("lastVersion").asLong());
    assertThat(snapshots.get("payloadBytes").asLong()).isGreaterThan(1_000_000);
  }

  private Process start(String... arguments) throws IOException {
    Path own = Files.createDirectory(temporary.resolve("own"));
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=6g",
                "-Djava.io.tmpdir=" + own,
                "-Dheadwater.temporary=" + own,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> linesOf(Process process) throws IOException {
    try (BufferedReader reader = process.inputReader()) {
      return reader.lines().toList();
    }
  }

  private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }

  /** What Ctrl-C does; Process.destroy would send another signal. */
  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
