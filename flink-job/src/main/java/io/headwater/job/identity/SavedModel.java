package io.headwater.job.identity;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a saved state says of itself before its tensors are read.
 *
 * @param description null if the state was saved before it was kept
 * @param version the newest version of the model that was published, 0 if none was
 * @param versionStep the joint step after which that version was taken
 * @param step joint steps taken
 * @param examples learned from
 */
public record SavedModel(
    ModelIdentity identity,
    @Nullable ModelDescription description,
    long version,
    long versionStep,
    long step,
    long examples) {
  public SavedModel {
    requireNonNull(identity, "identity");
  }

  @Override
  public String toString() {
    return "step %,d, %,d examples, version %d".formatted(step, examples, version);
  }
}
