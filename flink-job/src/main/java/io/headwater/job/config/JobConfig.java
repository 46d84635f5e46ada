package io.headwater.job.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.loss.TaskLoss;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration of a job. Every key is described in the documentation
 * (src/docs/configuration.md), which is made from the {@code *Options} classes of this package.
 *
 * @param tasks in the order of the file, at least one
 * @param kinds what was chosen where there are kinds, by path, with its keys: for people, such as
 *     "sgd, learningRate 0.01, momentum 0.9" at "training.optimiser"
 * @param digest SHA-256 over the values of all keys, defaults included, but for those that say how
 *     to reach Kafka, and for keys that came later where they have their default; 64 hexadecimal
 *     digits. Files that mean the same have the same digest
 */
public record JobConfig(
    ModelConfig model,
    List<TaskConfig> tasks,
    TrainingConfig training,
    KafkaConfig kafka,
    SnapshotsConfig snapshots,
    LimitsConfig limits,
    Map<String, String> kinds,
    String digest) {
  /** The environment variable that takes precedence over kafka.bootstrapServers. */
  public static final String BOOTSTRAP_SERVERS = "HEADWATER_KAFKA_BOOTSTRAP_SERVERS";

  public JobConfig {
    tasks = List.copyOf(tasks);
  }

  /**
   * Reads a configuration file (see {@link #BOOTSTRAP_SERVERS}).
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigException if it is wrong, naming all that is
   */
  public static JobConfig load(Path file) throws IOException {
    return load(file, System.getenv());
  }

  /** Reads a configuration file, with these environment variables. */
  public static JobConfig load(Path file, Map<String, String> environment) throws IOException {
    return JobConfigReader.read(file, environment);
  }

  /**
   * Reads a configuration as YAML text.
   *
   * @param source what to call the text in errors
   * @throws ConfigException if it is wrong, naming all that is
   */
  public static JobConfig parse(String yaml, String source) {
    return parse(yaml, source, Map.of());
  }

  /** Reads a configuration as YAML text, with these environment variables. */
  public static JobConfig parse(String yaml, String source, Map<String, String> environment) {
    return JobConfigReader.read(yaml, source, environment);
  }

  /** The same with other settings of Kafka's clients. */
  JobConfig with(KafkaConfig reached) {
    return new JobConfig(model, tasks, training, reached, snapshots, limits, kinds, digest);
  }

  /** What is learned, in the order of the file. */
  public List<Task> learned() {
    return tasks.stream().map(TaskConfig::task).toList();
  }

  public Architecture architecture() {
    return model.architecture(learned());
  }

  public LearnerConfig learnerConfig() {
    Map<String, TaskLoss> losses =
        tasks.stream().collect(toUnmodifiableMap(task -> task.task().name(), TaskConfig::loss));
    return new LearnerConfig(
        training.optimiser(),
        training.weighting(),
        training.combination(),
        training.clipping(),
        training.penalty(),
        training.schedule(),
        training.seed(),
        training.metricsWindow(),
        losses);
  }
}
