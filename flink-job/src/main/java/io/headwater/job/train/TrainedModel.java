package io.headwater.job.train;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.learner.LearnerState;

/**
 * A version of the model, to be published; closed by who has done so.
 *
 * @param version from 1
 * @param parentVersion the version that was trained further; 0 for the first of a lineage that was
 *     begun from nothing
 * @param lineage the name of the lineage
 * @param engine name and version of the engine that trained it, and the precision
 * @param device what it was trained on
 */
public record TrainedModel(
    long version,
    long parentVersion,
    String lineage,
    Captured<LearnerState> state,
    String engine,
    String device)
    implements AutoCloseable {
  @Override
  public void close() {
    state.close();
  }
}
