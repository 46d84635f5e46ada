package io.headwater.job.evaluate;

import io.headwater.snapshots.TaskScore;
import java.util.List;

/**
 * A version of the model, and how well its tasks did when it was taken.
 *
 * @param modelTicket for the version (see {@link io.headwater.job.train.ModelHandover})
 */
public record EvaluatedModel(String modelTicket, List<TaskScore> scores) {}
