package io.headwater.cli.run;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaSilence;
import io.headwater.cli.Opened;
import io.headwater.cli.Reason;
import io.headwater.job.JobCondition;
import io.headwater.job.JobCondition.State;
import io.headwater.job.KeptState;
import io.headwater.job.LocalJob;
import io.headwater.job.Restarts;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.learning.learner.StateFit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  private static final Path DEFAULT_CHECKPOINTS = Path.of("headwater-checkpoints");
  private static final Duration POLL = Duration.ofSeconds(1);

  @Parameters(
      paramLabel = "CONFIG",
      description =
          "The job's configuration: a YAML file, or the name of one that 'headwater configs' lists.")
  private String config = "job.yaml";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker, instead of the configuration's.",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIRECTORY",
      description =
          "Where the job keeps what it has learned (default: headwater-checkpoints/MODEL).")
  private @Nullable Path checkpoints;

  @Option(
      names = "--new-lineage",
      description = {
        "Begins a lineage of the model, from what is in DIRECTORY, if anything is, else from nothing,",
        "although the topic has snapshots of it that are not known there."
      })
  private boolean newLineage;

  @Option(
      names = "--allow-drop",
      paramLabel = "PART",
      description = {
        "Lets the job drop a part of what is in DIRECTORY that does not fit the configuration, such as",
        "network/TASK; may be given often. Without it the job is refused, and says which parts those are.",
        "Of examples that wait for their mini-batch, labels go that were given for a task as it was; the",
        "log and the metrics of '4 batch' count them."
      })
  private List<String> allowedDrops = List.of();

  @Option(
      names = "--dry-run",
      description = "Only says what of DIRECTORY the job would go on with; needs no Kafka.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    JobConfig job = ConfigFile.load(config, Optional.ofNullable(kafka));
    PrintWriter out = spec.commandLine().getOut();
    Path directory = directory(job);
    RunConsole console = new RunConsole(job, directory, out);
    if (dryRun) {
      Optional<KeptState> kept = KeptState.newest(directory);
      Optional<StateFit> fit = kept.flatMap(state -> state.fit(job));
      console.begins(kept, fit);
      fit.ifPresent(console::needs);
      return ExitCode.OK;
    }
    try (Opened opened = new Opened()) {
      LocalJob running = opened.add(start(job, directory, console));
      console.begins(running.resumed(), running.fit());
      out.printf("Flink's REST API: %s%n", running.restAddress());
      PublishedSnapshots snapshots = opened.add(new PublishedSnapshots(job, running, out));
      try {
        throw CommandFailure.failed(
            "the job failed: " + Reason.of(end(running, snapshots, console)), null);
      } catch (InterruptedException | RuntimeException e) {
        if (e instanceof InterruptedException || Thread.interrupted()) {
          console.stops(running.stop());
        }
        throw e;
      }
    }
  }

  private Path directory(JobConfig job) {
    Path directory =
        checkpoints == null ? DEFAULT_CHECKPOINTS.resolve(job.model().name()) : checkpoints;
    return directory.toAbsolutePath();
  }

  private LineagePlan plan(JobConfig job) {
    String model = job.model().name();
    LineagePlan plan = newLineage ? LineagePlan.anew(model) : LineagePlan.goOn(model);
    return plan.allowingDrops(allowedDrops);
  }

  /** Starts the job, as soon as Kafka answers. */
  private LocalJob start(JobConfig job, Path directory, RunConsole console)
      throws InterruptedException {
    LineagePlan plan = plan(job);
    while (true) {
      try {
        return LocalJob.start(job, directory, plan, Restarts.FOREVER);
      } catch (RuntimeException e) {
        if (!KafkaSilence.causes(e)) {
          throw e;
        }
        console.awaitsKafka(e);
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  /** Follows the job until it ends, and returns why it did. */
  private static Throwable end(LocalJob job, PublishedSnapshots snapshots, RunConsole console)
      throws InterruptedException {
    JobCondition now = job.condition();
    while (now.state() != State.ENDED) {
      console.show(now);
      snapshots.poll(POLL);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      now = job.condition();
    }
    return now.failure().orElseGet(() -> new IllegalStateException("it came to an end"));
  }
}
