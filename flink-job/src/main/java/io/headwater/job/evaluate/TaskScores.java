package io.headwater.job.evaluate;

import io.headwater.job.train.TrainingResult;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.snapshots.TaskScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scores of a checkpoint, as consumers are told of them. */
public final class TaskScores {
  private TaskScores() {}

  /** One for each task that has had examples, in the order of the configuration. */
  public static List<TaskScore> of(TrainingResult result) {
    Map<String, TaskBalance> balances = new HashMap<>();
    result.balances().forEach(balance -> balances.put(balance.task(), balance));
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
                    score.values(),
                    balances.get(score.task())))
        .toList();
  }
}
