package io.headwater.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DemoProcessTest {
  @TempDir private Path temporary;
  @TempDir private Path directory;

  @Test
  void learnsReportsAndEndsByItself() throws Exception {
    String json = directory.resolve("report.json").toString();
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String address = kafka.bootstrapServers();

      End end =
          new CommandProcess(
                  temporary, "demo", "--events", "400", "--json", json, "--kafka", address)
              .end();

      assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.OK);
      assertThat(end.output())
          .anyMatch(line -> line.contains("if the mean edge map were predicted"));
      assertThat(end.leftovers()).isEmpty();
      assertThat(topics(kafka)).noneMatch(topic -> topic.startsWith("headwater"));
      assertReport(new ObjectMapper().readTree(Path.of(json).toFile()));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsInOrderOnCtrlC() throws Exception {
    End end =
        new CommandProcess(temporary, "demo", "--events", "100000")
            .endAfterCtrlC(line -> line.contains("sent"));

    assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(end.output())
        .noneMatch(line -> line.contains("Exception") || line.contains("headwater:"));
    assertThat(end.leftovers()).isEmpty();
  }

  private static void assertReport(JsonNode report) {
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "events", "rejected", "engine", "examplesPerSecond", "seconds", "tasks", "snapshots");
    assertThat(report.get("events").asLong()).isEqualTo(400);
    assertThat(report.get("rejected").asLong()).isZero();
    assertThat(report.get("engine").asText()).matches("(onednn|dl4j) .*, f32");
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

  private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.listTopics().names().get();
    }
  }
}
