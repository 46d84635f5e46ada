package io.headwater.job.config;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.optimise.Clipping;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.schedule.Schedule;
import io.headwater.learning.weighting.Weighting;
import java.time.Duration;

/**
 * How the model learns.
 *
 * @param engine name of the engine, or "auto" (see {@link io.headwater.learning.engine.Engines})
 * @param seed of the initial weights
 * @param metricsWindow how many recent examples of a task its metrics stand for
 */
public record TrainingConfig(
    String engine,
    Precision precision,
    Optimiser optimiser,
    Weighting weighting,
    Combination combination,
    Clipping clipping,
    Penalty penalty,
    Schedule schedule,
    long seed,
    BatchConfig batch,
    Duration checkpointInterval,
    int metricsWindow) {
  static TrainingConfig of(OptionValues values) {
    return new TrainingConfig(
        values.get("training", TrainingOptions.ENGINE),
        values.get("training", TrainingOptions.PRECISION),
        values.make("training.optimiser", OptimiserOptions.KINDS),
        values.make("training.weighting", WeightingOptions.KINDS),
        values.make("training.combination", CombinationOptions.KINDS),
        values.make("training.clip", ClipOptions.KINDS),
        PenaltyOptions.of(values),
        values.make("training.schedule", ScheduleOptions.KINDS),
        values.get("training", TrainingOptions.SEED),
        BatchConfig.of(values),
        values.get("training", TrainingOptions.CHECKPOINT_INTERVAL),
        values.get("training", TrainingOptions.METRICS_WINDOW));
  }
}
