package io.headwater.cli.topics;

import io.headwater.cli.JobOfBroker;
import io.headwater.cli.doctor.BrokerCheck;
import io.headwater.cli.doctor.FindingsReport;
import io.headwater.job.config.JobConfig;
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

/** {@code headwater topics check}. */
@Command(
    name = "check",
    description = {
      "Says what is wrong with the topics of a configuration, as 'headwater doctor' does, and how to",
      "mend it. Ends with 1 if the job could not run with them.",
      "TLS and SASL are in its kafka.properties."
    },
    footer = {"", "Example:", "  headwater topics check job.yaml --json topics.json"},
    mixinStandardHelpOptions = true)
final class CheckTopicsCommand implements Callable<Integer> {
  @Mixin private JobOfBroker of = new JobOfBroker();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the findings there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    JobConfig job = of.load();
    return new FindingsReport(spec.commandLine().getOut(), json)
        .of(List.of(new BrokerCheck(job.kafka().clientProperties(), Optional.of(job))));
  }
}
