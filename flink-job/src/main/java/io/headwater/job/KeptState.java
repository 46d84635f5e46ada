package io.headwater.job;

import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.SavedModel;
import io.headwater.job.train.TrainerConfig;
import io.headwater.learning.learner.StateFit;
import io.headwater.learning.learner.StateOutline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A completed checkpoint or savepoint on disk, from which a job goes on.
 *
 * @param path its directory
 * @param model what it says of itself; empty if it was saved before that was kept
 * @param outline what the learner's state has; empty if only all of it tells
 * @param age since it was completed
 */
public record KeptState(
    Path path, Optional<SavedModel> model, Optional<StateOutline> outline, Duration age) {
  /**
   * What is newest in a directory, of all jobs that used it.
   *
   * @throws java.io.UncheckedIOException if it can't be read
   */
  public static Optional<KeptState> newest(Path checkpoints) {
    return RetainedCheckpoints.newest(checkpoints).map(RetainedCheckpoints::describe);
  }

  /**
   * What of it a job of that configuration goes on with; empty if only all of the state tells, as
   * one does that was saved before it had parts.
   */
  public Optional<StateFit> fit(JobConfig config) {
    return outline.flatMap(has -> model.map(saved -> TrainerConfig.of(config).fit(has, saved)));
  }

  /** Its directory's name: chk-N, or savepoint-... */
  public String name() {
    return String.valueOf(path.getFileName());
  }
}
