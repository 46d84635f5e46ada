package io.headwater.cli.plan;

import static java.util.Objects.requireNonNull;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import java.util.List;

/**
 * A task.
 *
 * @param kind such as "classification"
 * @param loss with its keys, such as "focal, gamma 2.0"
 * @param weight of its loss in the joint loss
 * @param outputs raw ones for each image or pair
 * @param topics that it reads, by name or pattern
 */
record TaskPlan(
    String name, String kind, String loss, double weight, int outputs, List<String> topics) {
  static TaskPlan of(TaskConfig task, JobConfig config) {
    List<String> topics =
        task.topicPattern().map(pattern -> List.of(pattern.pattern())).orElse(task.topics());
    return new TaskPlan(
        task.task().name(),
        task.task().kind().id(),
        requireNonNull(config.kinds().get("tasks." + task.task().name() + ".loss")),
        task.task().lossWeight(),
        task.task().outputs(config.model().input()),
        topics);
  }
}
