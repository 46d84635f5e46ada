package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.learner.Lineage;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a snapshot's model is and where it comes from.
 *
 * @param model the model's name, not empty
 * @param lineageId all versions that come from one beginning have the same; empty if the job did
 *     not name lineages
 * @param version from 1
 * @param parentVersion the version that was trained further to give this one
 * @param createdAt when the snapshot was taken
 * @param step joint steps taken so far
 * @param architectureFingerprint see {@link io.headwater.learning.model.Architecture#fingerprint()}
 * @param input to which an image is resized before it is scored
 * @param tasks in the order of the configuration, at least one
 * @param lineage what the model has learned from
 * @param scores test-then-train metrics when the snapshot was taken
 * @param configDigest SHA-256 of the job's configuration
 * @param engine name and version of the engine that trained it
 * @param device what it was trained on
 */
public record Provenance(
    String model,
    String lineageId,
    long version,
    OptionalLong parentVersion,
    Instant createdAt,
    long step,
    String architectureFingerprint,
    ImageShape input,
    List<Task> tasks,
    Lineage lineage,
    List<TaskScore> scores,
    String configDigest,
    String engine,
    String device) {
  public Provenance {
    requireNonNull(lineageId, "lineageId");
    requireNonNull(parentVersion, "parentVersion");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(architectureFingerprint, "architectureFingerprint");
    requireNonNull(input, "input");
    requireNonNull(lineage, "lineage");
    requireNonNull(configDigest, "configDigest");
    requireNonNull(engine, "engine");
    requireNonNull(device, "device");
    tasks = List.copyOf(tasks);
    scores = List.copyOf(scores);
    if (model.isEmpty()) {
      throw new IllegalArgumentException("a snapshot's model must have a name");
    }
    if (version < 1) {
      throw new IllegalArgumentException("snapshot version is " + version + "; it must be over 0");
    }
    if (step < 0) {
      throw new IllegalArgumentException("step is " + step + "; it must be 0 or more");
    }
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("a snapshot's model must have at least one task");
    }
  }
}
