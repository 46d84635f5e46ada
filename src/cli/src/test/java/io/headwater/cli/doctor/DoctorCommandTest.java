package io.headwater.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.DemoJob;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.learning.engine.NeedsOneDnn;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.SpoiltEngine;
import io.headwater.learning.host.Finding.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@TestInstance(Lifecycle.PER_CLASS)
class DoctorCommandTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final DemoJob good = new DemoJob(kafka, "good-");
  @TempDir private Path directory;

  @BeforeAll
  void createTopics() {
    good.withTopics();
    kafka.createTopic("bad-garment", 1, Map.of());
    kafka.createTopic("bad-snapshots", 1, Map.of("max.message.bytes", "1000"));
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void looksAtTheMachineAndTheEngine() throws IOException {
    Path json = directory.resolve("doctor.json");

    assertThat(execute(new StringWriter(), "--json", json.toString())).isEqualTo(ExitCode.OK);

    JsonNode diagnosis = new ObjectMapper().readTree(json.toFile());
    assertThat(diagnosis.get("ok").asBoolean()).isTrue();
    assertThat(diagnosis.get("checks").findValuesAsText("name"))
        .contains("java", "memory", "disk", "nd4j", "blas", "OMP_WAIT_POLICY", "gpu")
        .contains("onednn", "trainer", "kafka");
    assertThat(diagnosis.get("checks"))
        .allSatisfy(
            check -> {
              String status = check.get("status").asText();
              assertThat(status).isIn("ok", "warning", "failed");
              assertThat(check.get("remedy").asText().isEmpty()).isEqualTo(status.equals("ok"));
            });
  }

  @Test
  void aBrokerAndTopicsThatFitAreOk() throws IOException {
    StringWriter out = new StringWriter();

    assertThat(execute(out, "--config", good.writeConfig(directory))).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("transactions   must stay open for 900000 ms, may for 900000")
        .contains("warning  unpacked       compressed events may unpack to any size")
        .contains("topic good-garment 2 partition(s), 0 offsets")
        .contains("topic good-snapshots is not on the broker; the job will create it");
  }

  @Test
  void aMissingTopicAndOneThatIsTooSmallFailWithTheirRemedies() throws IOException {
    StringWriter out = new StringWriter();
    String brokers = kafka.bootstrapServers();

    assertThat(execute(out, "--config", new DemoJob(kafka, "bad-").writeConfig(directory)))
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("failed   topic bad-edges topic 'bad-edges' of task 'edges' does not exist at ")
        .contains("remedy: create it with 'headwater topics create CONFIG --kafka " + brokers)
        .contains(
            "failed   topic bad-snapshots 1 partition(s), 0 offsets, messages of at most 1000")
        .contains(
            "remedy: raise it with 'headwater topics create CONFIG --alter --kafka " + brokers);
  }

  @Test
  void aPrecisionThatTheEngineLacksFails() {
    assertThat(new TrainerCheck("dl4j", Precision.BF16).findings())
        .singleElement()
        .satisfies(
            trainer -> {
              assertThat(trainer.status()).isEqualTo(Status.FAILED);
              assertThat(trainer.detail())
                  .startsWith("engine 'dl4j' with precision bf16 does not train here: ");
            });
  }

  @Test
  void anEngineThatComputesWrongFailsWithTheKernel() {
    assertThat(new TrainerCheck(SpoiltEngine.NAME, Precision.F32).findings())
        .singleElement()
        .satisfies(
            trainer -> {
              assertThat(trainer.status()).isEqualTo(Status.FAILED);
              assertThat(trainer.detail())
                  .contains("engine 'spoilt' computes wrong on this machine", "'conv1'");
            });
  }

  @Test
  @NeedsOneDnn
  void anEngineThatGivesTheKnownAnswersIsOk() {
    assertThat(new TrainerCheck("onednn", Precision.F32).findings())
        .singleElement()
        .satisfies(
            trainer -> {
              assertThat(trainer.status()).isEqualTo(Status.OK);
              assertThat(trainer.detail()).endsWith("; it gives the known answers");
            });
  }

  @Test
  void aBrokerThatDoesNotAnswerFails() {
    StringWriter out = new StringWriter();

    assertThat(execute(out, "--kafka", "127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains("no broker answers at 127.0.0.1:1");
  }

  private static int execute(StringWriter out, String... arguments) {
    CommandLine command = new CommandLine(new DoctorCommand());
    command.setOut(new PrintWriter(out, true));
    return command.execute(arguments);
  }
}
