package io.headwater.cli.topics;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JobOfBroker;
import io.headwater.cli.JsonFile;
import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.InputTopic;
import io.headwater.job.kafka.JobTopics;
import io.headwater.job.kafka.JobTopics.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater topics create}. */
@Command(
    name = "create",
    description = {
      "Makes the topics of a configuration that are missing, each with the sizes, retention and",
      "cleanup policy that the job needs. Those that are there stay as they are, unless --alter says",
      "otherwise. Topics of a topicPattern are made by whoever writes to them.",
      "TLS and SASL are in its kafka.properties."
    },
    footer = {
      "",
      "Examples:",
      "  headwater topics create job.yaml",
      "  headwater topics create job.yaml --alter --kafka broker:9092"
    },
    mixinStandardHelpOptions = true)
final class CreateTopicsCommand implements Callable<Integer> {
  @Mixin private JobOfBroker of = new JobOfBroker();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Of each topic that a task reads (default: ${DEFAULT-VALUE}); the others have one.")
  private int partitions = InputTopic.DEFAULT_PARTITIONS;

  @Option(
      names = "--alter",
      description = "Also changes settings of topics that are there, where they don't fit.")
  private boolean alter;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes what became of each topic there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--partitions is " + partitions + "; it must be 1 or more");
    }
    JobConfig job = of.load();
    List<Outcome> outcomes = JobTopics.make(job, partitions, alter);
    TopicLines.print(outcomes, job, spec.commandLine().getOut());
    if (json != null) {
      JsonFile.write(json, outcomes);
    }
    return ExitCode.OK;
  }
}
