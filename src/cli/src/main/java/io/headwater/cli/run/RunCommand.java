package io.headwater.cli.run;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JobOfBroker;
import io.headwater.job.KeptState;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.learning.learner.StateFit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater run}. */
@Command(
    name = "run",
    description = "Runs the training job in this JVM until Ctrl-C, and goes on where it was.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Mixin private JobOfBroker of = new JobOfBroker();

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
    JobConfig job = of.load();
    PrintWriter out = spec.commandLine().getOut();
    Path directory = directory(job);
    if (dryRun) {
      RunConsole console = new RunConsole(job, directory, out);
      Optional<KeptState> kept = KeptState.newest(directory);
      Optional<StateFit> fit = kept.flatMap(state -> state.fit(job));
      console.begins(kept, fit);
      fit.ifPresent(console::needs);
      return ExitCode.OK;
    }
    new JobRun(job, directory, plan(job), out).untilInterrupted();
    return ExitCode.OK;
  }

  private Path directory(JobConfig job) {
    return checkpoints == null ? JobRun.usualCheckpoints(job) : checkpoints.toAbsolutePath();
  }

  private LineagePlan plan(JobConfig job) {
    String model = job.model().name();
    LineagePlan plan = newLineage ? LineagePlan.anew(model) : LineagePlan.goOn(model);
    return plan.allowingDrops(allowedDrops);
  }
}
