package io.headwater.cli.dashboard;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;

/**
 * A task as the page names it.
 *
 * @param metric the name of its score
 * @param higherIsBetter whether a higher score is a better one
 */
record TaskView(String name, String kind, String metric, boolean higherIsBetter) {
  static List<TaskView> of(JobConfig job) {
    return job.learned().stream().map(TaskView::of).toList();
  }

  private static TaskView of(Task task) {
    return new TaskView(
        task.name(),
        task.kind().id(),
        Metrics.of(task.kind()).headline(),
        task.kind() != TaskKind.REGRESSION);
  }
}
