package io.headwater.cli.submit;

import io.headwater.cli.ConfigFile;
import io.headwater.cli.ExitCode;
import io.headwater.cli.FlinkAddress;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.TemporaryDirectory;
import io.headwater.job.JobLibraries;
import io.headwater.job.RemoteCluster;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.KeptConfig;
import io.headwater.job.identity.LineagePlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater submit}. */
@Command(
    name = "submit",
    description = {
      "Gives the training job to a session cluster of Flink 2.3, replaces the one that runs, or stops it.",
      "Ends when the job runs; with 3 if a new one did not start, and the old one was put back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater submit job.yaml --flink http://localhost:8081",
      "  headwater submit job.yaml --flink http://localhost:8081 --upgrade",
      "  headwater submit job.yaml --flink http://localhost:8081 --stop",
      "  headwater submit job.yaml --flink http://localhost:8081 --from SAVEPOINT"
    },
    mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONFIG",
      description =
          "The job's configuration: a YAML file, or the name of one that 'headwater configs' lists.")
  private String config = "job.yaml";

  @Option(
      names = "--flink",
      required = true,
      paramLabel = "URL",
      description = "Where Flink's REST API answers.",
      converter = FlinkAddress.class)
  private URI flink = URI.create("http://localhost:8081");

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "The broker, instead of the configuration's. It must be reachable from here and from there.",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @ArgGroup private Action action = new Action();

  @Option(
      names = "--savepoints",
      paramLabel = "DIRECTORY",
      description =
          "Where the cluster puts the savepoint (default: its own execution.checkpointing.savepoint-dir).")
  private @Nullable String savepoints;

  @Option(
      names = "--new-lineage",
      paramLabel = "NAME",
      description =
          "Begins a lineage of the model of that name, although the topic has snapshots of another.")
  private @Nullable String newLineage;

  @Option(
      names = "--allow-drop",
      paramLabel = "PART",
      description =
          "Lets the job drop a part of what it goes on from, such as network/TASK; may be given often.")
  private List<String> allowedDrops = List.of();

  @Option(
      names = "--installed",
      description = {
        "The cluster has the job's jars (target/usrlib and headwater-flink-job) in its lib directory:",
        "sends none. Otherwise they are sent with each job, some 300 MB."
      })
  private boolean installed;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long the job may take until it runs (default: ${DEFAULT-VALUE}).")
  private int wait = 180;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes what was done there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** At most one. */
  private static final class Action {
    @Option(
        names = "--from",
        paramLabel = "SAVEPOINT",
        description = "Goes on from that savepoint or checkpoint, which stays as it is.")
    private @Nullable String from;

    @Option(
        names = "--upgrade",
        description = {
          "Stops the job with a savepoint, and goes on from that with this configuration; if that",
          "does not start, with the one before. Jobs that 'submit' started only."
        })
    private boolean upgrade;

    @Option(names = "--stop", description = "Stops the job with a savepoint, and starts none.")
    private boolean stop;
  }

  @Override
  public Integer call() {
    if (wait < 1) {
      throw new ParameterException(
          spec.commandLine(), "--wait is " + wait + "; it must be 1 or more");
    }
    JobConfig job = ConfigFile.load(config, Optional.ofNullable(kafka));
    SubmitReport report;
    try (RemoteCluster cluster = RemoteCluster.open(flink);
        TemporaryDirectory temporary = TemporaryDirectory.create()) {
      report =
          act(
              new ClusterJob(
                  cluster,
                  flink.toString(),
                  job,
                  plan(job),
                  Duration.ofSeconds(wait),
                  spec.commandLine().getOut()),
              temporary);
    }
    if (json != null) {
      JsonFile.write(json, report);
    }
    return report.outcome().equals("put back") ? ExitCode.REFUSED : ExitCode.OK;
  }

  private SubmitReport act(ClusterJob job, TemporaryDirectory temporary) {
    if (action.stop) {
      return job.stop(savepoints);
    }
    KeptConfig kept = KeptConfig.of(ConfigFile.text(config));
    List<Path> jars = installed ? List.of() : JobLibraries.find(temporary.path());
    return action.upgrade
        ? job.upgrade(kept, savepoints, jars)
        : job.start(kept, Optional.ofNullable(action.from), jars);
  }

  private LineagePlan plan(JobConfig job) {
    String model = job.model().name();
    LineagePlan plan =
        newLineage == null ? LineagePlan.goOn(model) : new LineagePlan(model, newLineage, true);
    return plan.allowingDrops(allowedDrops);
  }
}
