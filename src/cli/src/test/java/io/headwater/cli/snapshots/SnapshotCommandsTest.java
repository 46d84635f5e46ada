package io.headwater.cli.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.serve.GarmentSnapshots;
import io.headwater.snapshots.SnapshotRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a topic with versions 1, 2 and 4; version 3 lacks a chunk. */
@Timeout(120)
class SnapshotCommandsTest {
  private static final String TOPIC = "snapshots";

  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic(TOPIC, 1, Map.of());
    for (long version : List.of(1L, 2L)) {
      GarmentSnapshots.publish(kafka, TOPIC, GarmentSnapshots.records(version));
    }
    List<SnapshotRecord> damaged = new ArrayList<>(GarmentSnapshots.records(3));
    damaged.remove(0);
    GarmentSnapshots.publish(kafka, TOPIC, damaged);
    GarmentSnapshots.publish(kafka, TOPIC, GarmentSnapshots.records(4));
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void listsWhatWasPublished() throws IOException {
    Path json = folder.resolve("list.json");
    String said = run("list", "--json", json.toString()).done();

    assertThat(said.lines()).hasSize(5);
    assertThat(said.lines().toList().get(1))
        .matches(" +1  2026-01-01T00:00:01Z +10 +100 +[0-9,]+  lineage- +-  garment 0.51");
    JsonNode list = new ObjectMapper().readTree(json.toFile());
    assertThat(list.findValuesAsText("version")).containsExactly("1", "2", "3", "4");
    assertThat(list.get(3).at("/scores/garment/values/accuracy").asDouble()).isEqualTo(0.54);
    assertThat(list.get(3).at("/learnedFrom/0/lastOffset").asLong()).isEqualTo(399);
  }

  @Test
  void showsAVersionOrTheNewest() {
    assertThat(run("show", "2").done())
        .contains("garments, version 2", "trained further from version 1", "task edges: edges")
        .contains("200 examples in 20 steps", "accuracy 0.520");
    assertThat(run("show").done()).contains("garments, version 4");
    assertThat(run("show", "9").complaint(ExitCode.USAGE))
        .contains("there is no version 9 of model 'garments'", "'headwater snapshots list'");
  }

  @Test
  void getsVerifiedBytes() throws IOException {
    Path file = folder.resolve("two.onnx");
    assertThat(run("get", "2", "--out", file.toString()).done()).contains("wrote version 2");
    assertThat(Files.readAllBytes(file)).isEqualTo(GarmentSnapshots.snapshot(2).payload());

    assertThat(run("get", "3", "--out", file.toString()).complaint(ExitCode.USAGE))
        .contains("there is no version 3", "that may be used: snapshot version 3: chunk 0 of");
    assertThat(Files.readAllBytes(file))
        .as("what was there stays")
        .isEqualTo(GarmentSnapshots.snapshot(2).payload());
    assertThat(folder).as("nothing is left beside it").isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void verifiesAllAndFailsIfOneIsNotToBeUsed() throws IOException {
    Path json = folder.resolve("findings.json");
    CommandRun verified = run("verify", "--json", json.toString());

    assertThat(verified.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(verified.out())
        .contains("good     version 1", "good     version 2", "good     version 4")
        .contains("refused  snapshots/0 at offset ")
        .contains("3 good, 1 not to be used");
    assertThat(new ObjectMapper().readTree(json.toFile()).get(2).get("refused").asText())
        .contains("snapshot version 3: chunk 0 of");
  }

  @Test
  void verifyingNothingIsAnError() {
    kafka.createTopic("empty", 1, Map.of());
    assertThat(
            CommandRun.of(
                    "snapshots",
                    "verify",
                    "--kafka",
                    kafka.bootstrapServers(),
                    "--topic",
                    "empty",
                    "--model",
                    GarmentSnapshots.MODEL)
                .complaint(ExitCode.USAGE))
        .contains("there is no snapshot of model 'garments'", "empty", "correct --topic");
  }

  @Test
  void saysWhatLiesBetweenTwo() throws IOException {
    Path json = folder.resolve("diff.json");
    String said = run("diff", "1", "4", "--json", json.toString()).done();

    assertThat(said)
        .contains("version 1 to 4: 30 steps, 300 examples, 3.0 s", "+300 examples of garment/0")
        .containsPattern("garment +accuracy +0.510 +0.540 +\\+0.030")
        .containsPattern("trunk +426,070 +1\\d\\d\\.\\d\\d %");
    JsonNode diff = new ObjectMapper().readTree(json.toFile());
    assertThat(diff.get("sameArchitecture").asBoolean()).isTrue();
    assertThat(diff.get("networks").findValuesAsText("network"))
        .containsExactlyInAnyOrder("trunk", "garment", "edges", "location", "similarity");
    assertThat(run("diff", "4", "1").complaint(ExitCode.USAGE)).contains("FROM must be less");
  }

  @Test
  void followsWhatComes() throws Exception {
    kafka.createTopic("live", 1, Map.of());
    CompletableFuture<CommandRun> followed =
        CompletableFuture.supplyAsync(
            () ->
                CommandRun.of(
                    "snapshots",
                    "follow",
                    "--kafka",
                    kafka.bootstrapServers(),
                    "--topic",
                    "live",
                    "--model",
                    GarmentSnapshots.MODEL,
                    "--count",
                    "1"));
    // It begins at the topic's end, whenever it gets there.
    for (long version = 1; !followed.isDone(); version++) {
      GarmentSnapshots.publish(kafka, "live", GarmentSnapshots.records(version));
    }
    assertThat(followed.get(60, TimeUnit.SECONDS).done())
        .containsPattern("00 examples  snapshot \\d+  garment 0\\.\\d\\d");
  }

  @Test
  void aTopicThatIsNotThereIsSaid() {
    assertThat(
            CommandRun.of(
                    "snapshots",
                    "list",
                    "--kafka",
                    kafka.bootstrapServers(),
                    "--topic",
                    "none",
                    "--model",
                    "garments")
                .complaint(ExitCode.USAGE))
        .contains("there is no topic 'none' at " + kafka.bootstrapServers());
  }

  private static CommandRun run(String command, String... rest) {
    List<String> arguments = new ArrayList<>(List.of("snapshots", command));
    arguments.addAll(
        List.of(
            "--kafka",
            kafka.bootstrapServers(),
            "--topic",
            TOPIC,
            "--model",
            GarmentSnapshots.MODEL));
    arguments.addAll(List.of(rest));
    return CommandRun.of(arguments);
  }
}
