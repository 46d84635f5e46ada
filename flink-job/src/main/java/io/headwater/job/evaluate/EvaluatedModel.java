package io.headwater.job.evaluate;

import io.headwater.job.train.TrainedModel;
import io.headwater.snapshots.TaskScore;
import java.util.List;

/** A version of the model, and how well its tasks did when it was taken. */
public record EvaluatedModel(TrainedModel model, List<TaskScore> scores) {}
