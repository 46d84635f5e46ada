package io.headwater.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.ExitCode;
import io.headwater.cli.images.GarmentFiles;
import io.headwater.deploy.Repository;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.serve.GarmentSnapshots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Executes the examples of src/docs/serving.md against the command as a user starts it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class ServingDocumentTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Pattern LISTENS = Pattern.compile("listening at http://(\\S+)/v2, .*");
  private static final String DOCUMENTED = "127.0.0.1:8080";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  @TempDir private Path temporary;

  private final List<String> answers = new ArrayList<>();
  private String address = "";

  @Test
  void theExamplesWorkAsTheyStandThere() throws Exception {
    GarmentFiles.writeHeldOut(folder.resolve("shoe.png"), 0);
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("headwater-snapshots", 1, Map.of());
      GarmentSnapshots.publish(kafka, "headwater-snapshots", GarmentSnapshots.records(1));

      End end =
          new CommandProcess(
                  temporary,
                  "serve",
                  "--kafka",
                  kafka.bootstrapServers(),
                  "--model",
                  "garments",
                  "--port",
                  "0")
              .endAfterCtrlC(this::runExamplesOnceItServes);

      assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(end.output()).anyMatch(line -> line.equals("serving snapshot 1  garment 0.51"));
      assertThat(end.leftovers()).isEmpty();
    }

    assertThat(json(0).at("/predictions/garment/classes")).hasSize(3);
    assertThat(json(1).get("name").asText()).isEqualTo("garments");
    assertThat(json(2).at("/outputs/0/shape").toString()).isEqualTo("[2,3]");
    assertThat(json(3).at("/outputs/0")).isEqualTo(json(2).at("/outputs/0"));
    assertThat(answers.get(4))
        .startsWith("{\"ready\":true}")
        .contains("headwater_serve_model_version{model=\"garments\"} 1.0");
    for (String name : documentedMetrics()) {
      assertThat(answers.get(4)).contains(name);
    }
  }

  private boolean runExamplesOnceItServes(String line) {
    var listens = LISTENS.matcher(line);
    if (listens.matches()) {
      address = listens.group(1);
    }
    if (!line.startsWith("serving ")) {
      return false;
    }
    try {
      for (MatchResult example : EXAMPLE.matcher(document()).results().toList()) {
        answers.add(run(example.group(1).replace(DOCUMENTED, address)));
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      // The command must be told to end first.
      answers.add("failed: " + e);
    }
    return true;
  }

  private String run(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-ec", script).directory(folder.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(script + errors + output).isZero();
    return output;
  }

  private JsonNode json(int example) throws IOException {
    return JSON.readTree(answers.get(example));
  }

  private static List<String> documentedMetrics() throws IOException {
    List<String> names =
        Pattern.compile("`(headwater_serve_\\w+)")
            .matcher(document())
            .results()
            .map(name -> name.group(1))
            .distinct()
            .toList();
    assertThat(names).hasSize(7);
    return names;
  }

  private static String document() throws IOException {
    return Files.readString(Repository.file("src/docs/serving.md"));
  }
}
