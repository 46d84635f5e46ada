package io.headwater.job.train;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.evaluate.Score;
import io.headwater.learning.weighting.TaskBalance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where training stands at a checkpoint.
 *
 * @param step joint steps taken so far
 * @param time when this was taken
 * @param scores of each task that has had fresh examples, in the order of the configuration
 * @param balances how each task that had labels in a step since the checkpoint before stood among
 *     the others
 * @param modelTicket for the version to be published (see {@link ModelHandover}); null if there is
 *     none
 */
public record TrainingResult(
    long step,
    Instant time,
    List<Score> scores,
    List<TaskBalance> balances,
    @Nullable String modelTicket) {
  public TrainingResult {
    requireNonNull(time, "time");
    scores = List.copyOf(scores);
    balances = List.copyOf(balances);
  }
}
