package io.headwater.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.Await;
import io.headwater.job.ClusterOfProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** On a JobManager and a TaskManager in processes of their own. */
@Timeout(400)
class SubmitCommandTest {
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path flink;

  @TempDir private Path starter;
  @TempDir private Path state;
  @TempDir private Path folder;

  @Test
  void replacesPutsBackStopsAndGoesOnWithAJobAndSaysHowItDoes() throws Exception {
    onFlink(ClassPaths.withoutTests(starter), this::walk);
  }

  @Test
  void sendsTheJarsThatAFlinkLacks() throws Exception {
    onFlink(
        ClassPaths.ofBareFlink(starter),
        (shop, address) -> {
          String config = shop.config(0.01, ShopJob.CLASSES);
          run("submit", config, address).done();
          shop.send(20);
          awaitWell(config, address, 20);
        });
  }

  private void onFlink(String classPath, Walk walk) throws Exception {
    String settings =
        """
        execution.checkpointing.dir: STATE/checkpoints
        execution.checkpointing.savepoint-dir: STATE/savepoints
        """
            .replace("STATE", state.toUri().toString());
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      ShopJob shop = new ShopJob(kafka, folder);
      ClusterOfProcesses.use(
          flink, 1, classPath, settings, cluster -> walk.of(shop, cluster.address()));
    }
  }

  private void walk(ShopJob shop, URI address) throws IOException {
    String first = shop.config(0.01, ShopJob.CLASSES);
    CommandRun none = status(first, address);
    assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(none.out()).contains("no job 'shop' runs at " + address);

    JsonNode started = submitted(first, address);
    assertThat(started.get("outcome").asText()).isEqualTo("started");
    shop.send(20);
    awaitWell(first, address, 20);
    assertThat(submit(first, address).complaint(ExitCode.USAGE))
        .contains("job 'shop' runs at " + address + " already", "--upgrade");

    JsonNode upgraded = submitted(shop.config(0.02, ShopJob.CLASSES), address, "--upgrade");
    assertThat(upgraded.get("outcome").asText()).isEqualTo("upgraded");
    assertThat(upgraded.get("job")).isNotEqualTo(started.get("job"));
    shop.send(20);
    awaitWell(first, address, 40);

    CommandRun refused = submit(shop.config(0.02, "shoe, shirt"), address, "--upgrade");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out())
        .contains("the new job did not start: the saved state of model 'shop'")
        .contains("putting back the job as it was");
    shop.send(20);
    awaitWell(first, address, 60);

    JsonNode stopped = submitted(first, address, "--stop");
    Path savepoint = Path.of(URI.create(stopped.get("savepoint").asText()));
    assertThat(savepoint.resolve("_metadata")).isRegularFile();
    assertThat(status(first, address).exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(submit(first, address, "--stop").complaint(ExitCode.USAGE))
        .contains("no job 'shop' runs at " + address);

    shop.send(20);
    submitted(first, address, "--from", savepoint.toUri().toString());
    awaitWell(first, address, 80);
  }

  /** Waits until all is well, and all events are learned. */
  private void awaitWell(String config, URI address, long examples) throws IOException {
    Path json = folder.resolve("status.json");
    Await.until(
        "all is well after " + examples + " examples",
        DEADLINE,
        () -> {
          CommandRun status = status(config, address, "--json", json.toString());
          JsonNode told = read(json);
          return status.exitCode() == ExitCode.OK
              && told.at("/snapshot/examples").asLong() == examples;
        });
    JsonNode told = read(json);
    assertThat(told.get("well").asBoolean()).isTrue();
    assertThat(told.at("/flink/state").asText()).isEqualTo("RUNNING");
    assertThat(told.at("/flink/checkpoint").asLong()).isPositive();
    assertThat(told.at("/behind/" + ShopJob.TOPIC).asLong(-1)).isZero();
  }

  private JsonNode submitted(String config, URI address, String... rest) {
    Path json = folder.resolve("submitted.json");
    List<String> arguments = new ArrayList<>(List.of(rest));
    arguments.addAll(List.of("--json", json.toString()));
    submit(config, address, arguments.toArray(String[]::new)).done();
    return read(json);
  }

  private static CommandRun submit(String config, URI address, String... rest) {
    List<String> arguments = new ArrayList<>(List.of(rest));
    arguments.add("--installed");
    return run("submit", config, address, arguments.toArray(String[]::new));
  }

  private static CommandRun status(String config, URI address, String... rest) {
    return run("status", config, address, rest);
  }

  private static CommandRun run(String command, String config, URI address, String... rest) {
    List<String> arguments =
        new ArrayList<>(List.of(command, config, "--flink", address.toString()));
    arguments.addAll(List.of(rest));
    return CommandRun.of(arguments);
  }

  private static JsonNode read(Path json) {
    try {
      return new ObjectMapper().readTree(Files.readString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is done with a cluster. */
  private interface Walk {
    void of(ShopJob shop, URI address) throws IOException;
  }
}
