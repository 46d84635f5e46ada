package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.List;

/**
 * A topic that a task names, and that must be there.
 *
 * @param task the task's name
 */
public record InputTopic(String name, String task) {
  /** Every topic that a task names, for each task; those of patterns are found as they come. */
  public static List<InputTopic> all(JobConfig config) {
    return config.tasks().stream()
        .flatMap(
            task -> task.topics().stream().map(topic -> new InputTopic(topic, task.task().name())))
        .toList();
  }

  /**
   * That it is not there.
   *
   * @param brokers where it should be
   */
  public Shortcoming missing(String brokers) {
    return new Shortcoming(
        "topic '%s' of task '%s' does not exist at %s".formatted(name, task, brokers),
        "create it with " + KafkaTools.create(brokers, name));
  }
}
