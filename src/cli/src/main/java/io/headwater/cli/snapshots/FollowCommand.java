package io.headwater.cli.snapshots;

import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotLine;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.ManifestFollower;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots follow}. */
@Command(
    name = "follow",
    description = "Prints a line for each snapshot that is published from now on, until Ctrl-C.",
    footer = {
      "",
      "Example:",
      "  headwater snapshots follow --kafka localhost:9092 --model garments --count 3"
    },
    mixinStandardHelpOptions = true)
final class FollowCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);

  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(names = "--count", paramLabel = "N", description = "Ends after that many.")
  private long count = Long.MAX_VALUE;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--count is " + count + "; it must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    FollowerConfig config = topic.follower(kafkaProperties);
    try (ManifestFollower follower = ManifestFollower.open(config)) {
      out.printf("following %s; Ctrl-C stops it%n", config);
      out.flush();
      for (long seen = 0; seen < count; ) {
        for (Manifest manifest : follower.poll(POLL)) {
          out.printf(
              "%s  %,d examples  %s%n",
              manifest.provenance().createdAt(),
              manifest.provenance().lineage().examples(),
              SnapshotLine.of(manifest));
          out.flush();
          seen++;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("told to stop");
        }
      }
    }
    return ExitCode.OK;
  }
}
