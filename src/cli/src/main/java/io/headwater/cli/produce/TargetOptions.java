package io.headwater.cli.produce;

import static java.util.stream.Collectors.toMap;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.LimitsConfig;
import io.headwater.job.config.TaskConfig;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What events are made for, and where they go. */
final class TargetOptions {
  /** Of a job that is not known: whether images can be decoded does not depend on it. */
  private static final ImageShape ANY_INPUT = new ImageShape(1, 32, 32);

  private static final LimitsConfig USUAL_LIMITS = new LimitsConfig(1 << 24, 8 << 20);

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description =
          "The job that will learn from the events: says tasks, classes, topics, limits and broker.")
  private @Nullable String config;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "With --config: the name of a task that the labels are for (default: all that they fit).",
        "Without: NAME=KIND or NAME=classification:CLASS,CLASS,... May be given often."
      })
  private List<String> tasks = List.of();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where events go (default: the first topic of the task, in the configuration).")
  private @Nullable String topic;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (default: the configuration's).",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  /** Both. */
  record Destination(Targets targets, KafkaClients clients) {}

  /**
   * @param classes those that the source names, if nobody else does
   * @throws CommandFailure if something is not known
   */
  Destination resolve(Supplier<List<String>> classes) {
    List<TaskSpec> wanted = tasks.stream().map(TaskSpec::parse).toList();
    if (config != null) {
      JobConfig job = ConfigFile.load(config, Optional.ofNullable(kafka));
      return new Destination(of(job, wanted), kafkaProperties.clients(job));
    }
    if (wanted.isEmpty() || topic == null || kafka == null) {
      throw CommandFailure.environment(
          "give --config CONFIG, or all of --task NAME=KIND, --topic and --kafka", null);
    }
    String only = topic;
    List<Task> made = wanted.stream().map(each -> each.task(classes)).toList();
    return new Destination(
        new Targets(
            made,
            made.stream().collect(toMap(Task::name, each -> only, (one, other) -> one)),
            ANY_INPUT,
            USUAL_LIMITS),
        kafkaProperties.clients(kafka));
  }

  private Targets of(JobConfig job, List<TaskSpec> wanted) {
    List<TaskConfig> chosen =
        wanted.isEmpty()
            ? job.tasks()
            : wanted.stream().map(each -> find(job, each.name())).toList();
    return Targets.of(job, chosen, Optional.ofNullable(topic));
  }

  private static TaskConfig find(JobConfig job, String name) {
    return job.tasks().stream()
        .filter(task -> task.task().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.environment(
                    "--task is '%s'; the configuration has the tasks %s"
                        .formatted(name, Targets.names(job.learned())),
                    null));
  }
}
