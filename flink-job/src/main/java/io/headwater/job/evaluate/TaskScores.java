package io.headwater.job.evaluate;

import io.headwater.job.train.TrainingResult;
import io.headwater.snapshots.TaskScore;
import java.util.List;

/** The scores of a checkpoint, as consumers are told of them. */
public final class TaskScores {
  private TaskScores() {}

  /** One for each task that has had examples, in the order of the configuration. */
  public static List<TaskScore> of(TrainingResult result) {
    return result.scores().stream()
        .map(
            score ->
                new TaskScore(
                    score.task(),
                    score.kind(),
                    result.time(),
                    result.step(),
                    score.examples(),
                    score.headline(),
                    score.values()))
        .toList();
  }
}
