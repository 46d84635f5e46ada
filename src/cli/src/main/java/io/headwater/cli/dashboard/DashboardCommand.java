package io.headwater.cli.dashboard;

import io.headwater.cli.AllowedHosts;
import io.headwater.cli.JobOfBroker;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.job.config.JobConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater dashboard}. */
@Command(
    name = "dashboard",
    description = {
      "Shows a job in the browser, live, until Ctrl-C: its tasks' losses and scores,",
      "throughput, lag, snapshots, rejected events, predictions on recent events.",
      "Reads the topics of the configuration, and changes nothing."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater dashboard lenet-four-tasks --kafka localhost:9092",
      "  headwater dashboard job.yaml --flink http://localhost:8081 --port 8090",
      "As JSON, as it stands: curl http://127.0.0.1:8090/board.json"
    })
public final class DashboardCommand implements Callable<Integer> {
  @Mixin private JobOfBroker of = new JobOfBroker();

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Where Flink's REST API answers, to show restarts and checkpoints, too.")
  private @Nullable URI flink;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address to listen on (default: ${DEFAULT-VALUE}). Whoever reaches it sees all of it.")
  private String host = DashboardConfig.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port = DashboardConfig.PORT;

  @Mixin private AllowedHosts allowedHosts = new AllowedHosts();

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "How far back metrics are read at the start (default: ${DEFAULT-VALUE}).")
  private int hours = (int) DashboardConfig.HISTORY.toHours();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    check();
    JobConfig job = of.load();
    PrintWriter out = spec.commandLine().getOut();
    DashboardConfig settings =
        new DashboardConfig(
            job, kafkaProperties.clients(job), Optional.ofNullable(flink), Duration.ofHours(hours));
    DashboardPort listening = DashboardPort.bind(host, port, allowedHosts.names(), "--port", spec);
    try (Dashboard dashboard = Dashboard.start(settings, listening)) {
      out.printf(
          "dashboard of '%s' from %s: %s; Ctrl-C stops it%n",
          job.model().name(), settings.clients(), dashboard.address());
      out.flush();
      new CountDownLatch(1).await();
    }
    throw new IllegalStateException("nothing ends the wait but an interruption");
  }

  private void check() {
    if (hours < 0) {
      throw new ParameterException(
          spec.commandLine(), "--hours is " + hours + "; it must be 0 or more");
    }
    if (flink != null && !("http".equals(flink.getScheme()) || "https".equals(flink.getScheme()))) {
      throw new ParameterException(
          spec.commandLine(), "--flink is '" + flink + "'; it must be as http://localhost:8081");
    }
  }
}
