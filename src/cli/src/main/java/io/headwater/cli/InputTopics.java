package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.TaskConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The topics that a job reads, by name or by pattern. */
public final class InputTopics {
  /** That are shown. */
  private static final int MOST = 32;

  private InputTopics() {}

  /**
   * Those that are there, in the order of the tasks, at most 32.
   *
   * @param existing names of all topics
   */
  public static List<String> of(JobConfig job, Set<String> existing) {
    return job.tasks().stream().flatMap(task -> of(task, existing)).distinct().limit(MOST).toList();
  }

  private static Stream<String> of(TaskConfig task, Set<String> existing) {
    return existing.stream().filter(task::reads).sorted();
  }
}
