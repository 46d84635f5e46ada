package io.headwater.cli.up;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Opened;
import io.headwater.cli.broker.BrokerOptions;
import io.headwater.cli.dashboard.Dashboard;
import io.headwater.cli.dashboard.DashboardConfig;
import io.headwater.cli.dashboard.DashboardPort;
import io.headwater.cli.run.JobRun;
import io.headwater.cli.topics.TopicLines;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.kafka.InputTopic;
import io.headwater.job.kafka.JobTopics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater up}: the broker, its topics, the job, which ends first, and its dashboard. */
@Command(
    name = "up",
    description = {
      "Runs all that a configuration needs in this process until Ctrl-C: a broker, its topics, the",
      "training job and a page that shows it. Goes on with what an earlier one has left. For a broker that you have, there are",
      "'headwater topics' and 'headwater run'."
    },
    footer = {
      "",
      "Examples:",
      "  headwater up job.yaml",
      "  headwater up lenet-four-tasks --port 19092 --data /var/tmp/trial"
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private static final String SECURITY = "security.protocol";
  private static final String NO_SECURITY = "PLAINTEXT";

  @Parameters(
      paramLabel = "CONFIG",
      description =
          "The job's configuration: a YAML file, or the name of one that 'headwater configs' lists."
              + " Its kafka.bootstrapServers is not read.")
  private String config = "job.yaml";

  @Mixin private BrokerOptions options = new BrokerOptions();

  @Option(
      names = "--checkpoints",
      paramLabel = "DIRECTORY",
      description =
          "Where the job keeps what it has learned (default: headwater-checkpoints/MODEL).")
  private @Nullable Path checkpoints;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      description =
          "Where the dashboard listens, on this machine only; 0 for any free one (default:"
              + " ${DEFAULT-VALUE}).")
  private int dashboardPort = DashboardConfig.PORT;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    requirePlain(ConfigFile.load(config, Optional.empty()));
    PrintWriter out = spec.commandLine().getOut();
    try (Opened opened = new Opened()) {
      DashboardPort page =
          opened.add(
              DashboardPort.bind(
                  DashboardConfig.LOOPBACK, dashboardPort, Set.of(), "--dashboard-port", spec));
      EmbeddedKafka broker = opened.add(options.start(spec));
      out.printf(
          "a broker listens on %s; its data are in %s%n",
          broker.bootstrapServers(), broker.directory());
      JobConfig job = ConfigFile.load(config, Optional.of(address(broker)));
      TopicLines.print(JobTopics.make(job, InputTopic.DEFAULT_PARTITIONS, false), job, out);
      Path directory =
          checkpoints == null ? JobRun.usualCheckpoints(job) : checkpoints.toAbsolutePath();
      new JobRun(job, directory, LineagePlan.goOn(job.model().name()), out)
          .untilInterrupted(
              running -> {
                Dashboard dashboard = opened.add(Dashboard.start(dashboard(job, running), page));
                out.printf("dashboard: %s%n", dashboard.address());
              });
    }
    return ExitCode.OK;
  }

  private DashboardConfig dashboard(JobConfig job, LocalJob running) {
    return new DashboardConfig(
        job,
        KafkaClients.of(job, null),
        Optional.of(running.restAddress()),
        DashboardConfig.HISTORY);
  }

  /** The broker here speaks neither TLS nor SASL. */
  private void requirePlain(JobConfig job) {
    String security = job.kafka().clientProperties().getProperty(SECURITY, NO_SECURITY);
    if (!security.equals(NO_SECURITY)) {
      throw CommandFailure.environment(
          "%s has %s=%s in kafka.properties, and the broker of 'headwater up' knows %s only: leave it out, or use 'headwater run' with a broker that you have"
              .formatted(config, SECURITY, security, NO_SECURITY),
          null);
    }
  }

  private static KafkaAddress address(EmbeddedKafka broker) {
    String servers = broker.bootstrapServers();
    int colon = servers.lastIndexOf(':');
    return new KafkaAddress(
        servers.substring(0, colon), Integer.parseInt(servers.substring(colon + 1)));
  }
}
