package io.headwater.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandProcess;
import io.headwater.cli.CommandProcess.End;
import io.headwater.cli.DemoJob;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.feed.Feeder;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.FashionMnist;
import io.headwater.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class RunProcessTest {
  private static final int SIGTERM = 128 + 15;

  /** A savepoint, or a checkpoint where the savepoint did not come in time. */
  private static final String SAVED =
      "(savepoint-|chk-)\\S+ \\(step \\d+, 64 examples, version \\d+\\)";

  @TempDir private Path temporary;
  @TempDir private Path again;
  @TempDir private Path directory;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void trainsUntilCtrlCAndGoesOnWhereItWas() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String config = new DemoJob(kafka, "test-").withTopics().writeConfig(directory);
      send(64, kafka);
      Path checkpoints = directory.resolve("checkpoints");

      End end =
          new CommandProcess(temporary, "run", config, "--checkpoints", checkpoints.toString())
              .endAfterCtrlC(line -> line.startsWith("64 examples in "));

      assertThat(end.exitCode()).as(end::toString).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(end.output())
          .anyMatch(line -> line.equals("'garments' starts anew"))
          .anyMatch(line -> line.startsWith("training 'garments'"))
          .anyMatch(line -> line.matches("trained with (onednn|dl4j) .*, f32 on .*"))
          .anyMatch(line -> line.matches("64 examples in \\d+ steps  snapshot \\d+  garment .*"))
          .anyMatch(line -> line.matches("stopped; .*" + SAVED + ".*"))
          .noneMatch(line -> line.contains("Exception"));
      assertThat(end.leftovers()).isEmpty();

      End first = end;
      end =
          new CommandProcess(again, "run", config, "--checkpoints", checkpoints.toString())
              .endAfter("TERM", line -> line.startsWith("training 'garments'"));

      assertThat(end.exitCode()).as(end::toString).isEqualTo(SIGTERM);
      assertThat(end.output())
          .anyMatch(
              line ->
                  line.matches(
                      "'garments' goes on from checkpoint .*: step \\d+, 64 examples, version \\d+"))
          .anyMatch(line -> line.startsWith("stopped; "))
          .as("only its own progress")
          .noneMatch(line -> line.startsWith("64 examples in "));
      // A directory without one may be left: Flink begins a checkpoint as the job is told to stop.
      try (Stream<Path> kept = Files.walk(checkpoints).filter(file -> file.endsWith("_metadata"))) {
        // A savepoint that comes too late on a busy machine is not waited for, nor tidied up after.
        if (isComplete(first) && isComplete(end)) {
          assertThat(kept).hasSize(1);
        } else {
          assertThat(kept).isNotEmpty();
        }
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void checkpointsAreInADirectoryOfTheModelUnlessToldOtherwise() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String config = new DemoJob(kafka, "test-").withTopics().writeConfig(directory);
      Path working = again.toRealPath();

      End end =
          new CommandProcess(working, temporary, "run", config)
              .endAfterCtrlC(line -> line.startsWith("training 'garments'"));

      Path checkpoints = working.resolve("headwater-checkpoints").resolve("garments");
      assertThat(end.output())
          .anyMatch(line -> line.contains("checkpoints are in " + checkpoints + ";"));
      assertThat(checkpoints).isDirectory();
    }
  }

  @Test
  void saysThatATopicIsMissing() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      String config = new DemoJob(kafka, "test-").writeConfig(directory);

      End end = new CommandProcess(temporary, "run", config).end();

      assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(end.output())
          .singleElement()
          .asString()
          .startsWith("headwater: topic 'test-garment' of task 'garment' does not exist");
    }
  }

  private static boolean isComplete(End end) {
    return end.output().stream().anyMatch(line -> line.startsWith("stopped; all that was learned"));
  }

  private static void send(int events, EmbeddedKafka kafka) {
    DemoEvents series = new DemoEvents(FashionMnist.load().sent(), 1);
    try (Feeder feeder = new Feeder(series, KafkaClients.of(kafka.bootstrapServers()), "test-")) {
      for (int n = 0; n < events; n++) {
        feeder.send(n);
      }
      feeder.flush();
    }
  }
}
