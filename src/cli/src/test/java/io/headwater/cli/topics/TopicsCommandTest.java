package io.headwater.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.DemoJob;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TopicsCommandTest {
  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  @TempDir private Path directory;

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void makesWhatIsMissingAndThenFindsNothingWrong() throws Exception {
    String config = config("fresh-");

    CommandRun made = CommandRun.of("topics", "create", config, "--partitions", "3");

    assertThat(made.exitCode()).as(made::toString).isEqualTo(ExitCode.OK);
    assertThat(made.out().lines().filter(line -> line.startsWith("created "))).hasSize(7);
    assertThat(partitions("fresh-edges")).isEqualTo(3);
    assertThat(partitions("fresh-snapshots")).isEqualTo(1);
    assertThat(settings("fresh-garment"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "604800000")
        .containsEntry("max.message.bytes", Integer.toString((8 << 20) + (256 << 10)))
        .containsEntry("compression.type", "uncompressed");
    assertThat(settings("fresh-snapshots"))
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", Long.toString(4L << 30));

    CommandRun again = CommandRun.of("topics", "create", config);
    assertThat(again.out().lines()).hasSize(7).allMatch(line -> line.startsWith("is there "));

    CommandRun check = CommandRun.of("topics", "check", config);
    assertThat(check.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(check.out().lines()).as(check.out()).allMatch(line -> line.startsWith("ok "));
  }

  @Test
  void saysWhatIsWrongAsDoctorDoesAndMendsIt() throws Exception {
    String config = config("old-");
    kafka.createTopic("old-garment", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(
        "old-snapshots", 1, Map.of("retention.ms", "1000", "segment.bytes", "1048576"));

    Path json = directory.resolve("old.json");
    CommandRun check = CommandRun.of("topics", "check", config, "--json", json.toString());
    assertThat(check.exitCode()).isEqualTo(ExitCode.FAILED);
    CommandRun doctor = CommandRun.of("doctor", "--config", config);
    assertThat(doctor.out()).endsWith(check.out());
    String at = "CONFIG --kafka " + kafka.bootstrapServers();
    assertThat(check.out())
        .contains(
            "failed   topic old-edges topic 'old-edges' of task 'edges' does not exist at ",
            "remedy: create it with 'headwater topics create " + at + "'",
            "cleanup.policy=compact, which keeps the last event of each key only",
            "topic 'old-snapshots' takes records of up to 1048576 bytes (segment.bytes)");
    assertThat(new ObjectMapper().readTree(json.toFile()).get("ok").asBoolean()).isFalse();

    CommandRun made = CommandRun.of("topics", "create", config, "--alter");
    assertThat(made.exitCode()).as(made::toString).isEqualTo(ExitCode.OK);
    assertThat(made.out())
        .contains("changed    old-garment", "changed    old-snapshots", "created    old-edges");
    assertThat(settings("old-garment"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("compression.type", "uncompressed");
    assertThat(settings("old-snapshots")).containsEntry("retention.ms", "-1");
    assertThat(CommandRun.of("topics", "check", config).exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aCallThatSaysNothingIsRefused() {
    assertThat(CommandRun.of("topics").complaint()).contains("say what to do: create or check");
    assertThat(
            CommandRun.of("topics", "create", "lenet-four-tasks", "--partitions", "0").complaint())
        .contains("--partitions is 0; it must be 1 or more");
  }

  private String config(String prefix) throws IOException {
    return new DemoJob(kafka, prefix).writeConfig(directory);
  }

  private int partitions(String topic) throws Exception {
    try (Admin admin = admin()) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .mapToInt(description -> description.partitions().size())
          .sum();
    }
  }

  private Map<String, String> settings(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> settings = new HashMap<>();
    try (Admin admin = admin()) {
      for (Config told : admin.describeConfigs(List.of(resource)).all().get().values()) {
        told.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
      }
    }
    return settings;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
