package io.headwater.job;

import io.headwater.job.identity.SavedModel;
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
  /** Its directory's name: chk-N, or savepoint-... */
  public String name() {
    return String.valueOf(path.getFileName());
  }
}
