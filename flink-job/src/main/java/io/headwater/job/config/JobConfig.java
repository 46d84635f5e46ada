package io.headwater.job.config;

import io.headwater.learning.combine.Sum;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.FixedWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The whole configuration of a job. Every key is described in the documentation
 * (src/docs/configuration.md), which is made from the {@code *Options} classes of this package.
 *
 * @param tasks in the order of the file, at least one
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
    String digest) {
  public JobConfig {
    tasks = List.copyOf(tasks);
  }

  /**
   * Reads a configuration file. The environment variable HEADWATER_KAFKA_BOOTSTRAP_SERVERS takes
   * precedence over kafka.bootstrapServers.
   *
   * @throws IOException if the file cannot be read
   * @throws ConfigException if it is wrong, naming all that is
   */
  public static JobConfig load(Path file) throws IOException {
    return JobConfigReader.read(file, System.getenv());
  }

  /**
   * Reads a configuration as YAML text.
   *
   * @param source what to call the text in errors
   * @throws ConfigException if it is wrong, naming all that is
   */
  public static JobConfig parse(String yaml, String source) {
    return JobConfigReader.read(yaml, source);
  }

  /** What is learned, in the order of the file. */
  public List<Task> learned() {
    return tasks.stream().map(TaskConfig::task).toList();
  }

  public Architecture architecture() {
    return model.architecture(learned());
  }

  public LearnerConfig learnerConfig() {
    return new LearnerConfig(
        training.optimiser(),
        new FixedWeights(),
        new Sum(),
        training.clipping(),
        training.penalty(),
        training.schedule(),
        training.seed(),
        training.metricsWindow());
  }
}
