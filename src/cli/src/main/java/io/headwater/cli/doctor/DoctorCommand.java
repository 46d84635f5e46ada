package io.headwater.cli.doctor;

import io.headwater.cli.ConfigFile;
import io.headwater.cli.KafkaAddress;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater doctor}. */
@Command(
    name = "doctor",
    description = "Checks whether this machine, and the broker, have what the job needs.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", paramLabel = "FILE", description = "Writes the findings there as well.")
  private @Nullable Path json;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Looks at this broker and its topics.",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description =
          "Looks at the engine, the broker and the topics of this configuration, a file or a name"
              + " that 'headwater configs' lists.")
  private @Nullable String config;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return new FindingsReport(spec.commandLine().getOut(), json).of(checks());
  }

  private List<HealthCheck> checks() {
    Optional<JobConfig> job =
        Optional.ofNullable(config).map(each -> ConfigFile.load(each, Optional.ofNullable(kafka)));
    List<HealthCheck> checks =
        new ArrayList<>(List.of(new MachineCheck(), new EnginesCheck(), TrainerCheck.of(job)));
    Properties client =
        job.map(found -> found.kafka().clientProperties()).orElseGet(Properties::new);
    if (kafka != null) {
      client.setProperty("bootstrap.servers", kafka.bootstrapServers());
    }
    checks.add(
        client.isEmpty()
            ? () ->
                List.of(
                    Finding.ok("kafka", "not looked at; give --kafka HOST:PORT or --config FILE"))
            : new BrokerCheck(client, job));
    return checks;
  }
}
