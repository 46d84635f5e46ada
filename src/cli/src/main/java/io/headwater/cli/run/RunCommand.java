package io.headwater.cli.run;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.JobStart;
import io.headwater.cli.Opened;
import io.headwater.cli.Reason;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater run}. */
@Command(
    name = "run",
    description = "Runs the training job in this JVM until Ctrl-C, and goes on where it was.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofSeconds(1);

  @Parameters(paramLabel = "CONFIG", description = "The job's configuration, a YAML file.")
  private Path config = Path.of("job.yaml");

  @Option(
      names = "--checkpoints",
      paramLabel = "DIRECTORY",
      description = "Where the job keeps what it has learned (default: ${DEFAULT-VALUE}).")
  private Path checkpoints = Path.of("headwater-checkpoints");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    JobConfig job = ConfigFile.load(config);
    PrintWriter out = spec.commandLine().getOut();
    try (Opened opened = new Opened()) {
      Path directory = checkpoints.toAbsolutePath();
      LocalJob running = opened.add(LocalJob.start(job, directory));
      JobStart.await(running);
      out.printf(
          "training '%s' from %s; checkpoints are in %s; Ctrl-C stops it%n",
          job.model().name(), job.kafka().bootstrapServers(), directory);
      out.flush();
      PublishedSnapshots snapshots = opened.add(new PublishedSnapshots(job, out));
      throw CommandFailure.failed(
          "the job failed: " + Reason.of(firstFailure(running, snapshots)), null);
    }
  }

  private static Throwable firstFailure(LocalJob job, PublishedSnapshots snapshots)
      throws InterruptedException {
    Optional<Throwable> failure = job.failure();
    while (failure.isEmpty()) {
      snapshots.poll(POLL);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      failure = job.failure();
    }
    return failure.get();
  }
}
