package io.headwater.job.identity;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether a job goes on with its model or begins a lineage, and what it may leave behind.
 *
 * @param model the model's name
 * @param lineage the name of the lineage, if one begins
 * @param anew whether one is to begin although there are versions that the state does not know;
 *     else that is refused. A state that is of this lineage already goes on
 * @param allowedDrops names of the parts of the state that may be dropped where they don't fit the
 *     configuration (see {@link io.headwater.learning.learner.StateFit})
 */
public record LineagePlan(String model, String lineage, boolean anew, Set<String> allowedDrops)
    implements Serializable {
  private static final String REMEDY =
      "go on from the checkpoint that belongs to it (run: --checkpoints DIRECTORY; on a cluster:"
          + " --fromSavepoint PATH), or give this model a name of its own (model.name), or begin a"
          + " lineage with --new-lineage";

  public LineagePlan {
    allowedDrops = Set.copyOf(allowedDrops);
  }

  /** Nothing may be dropped. */
  public LineagePlan(String model, String lineage, boolean anew) {
    this(model, lineage, anew, Set.of());
  }

  /** The same, but these parts may be dropped. */
  public LineagePlan allowingDrops(Collection<String> names) {
    return new LineagePlan(model, lineage, anew, Set.copyOf(names));
  }

  /** Goes on with the model; begins it only where there is nothing yet. */
  public static LineagePlan goOn(String model) {
    return new LineagePlan(model, UUID.randomUUID().toString(), false);
  }

  /** Begins a lineage: from the state, if there is one, else from nothing. */
  public static LineagePlan anew(String model) {
    return new LineagePlan(model, UUID.randomUUID().toString(), true);
  }

  /**
   * Who the model is that the job trains.
   *
   * @param saved the state that it starts from
   * @param newest what is in the topic
   * @throws ModelRefusedException if the topic has what the state does not know, or the state is of
   *     a model of another name
   */
  ModelIdentity identity(
      Optional<SavedModel> saved, Optional<LineageVersion> newest, String topic) {
    if (saved.isPresent()) {
      return ofState(saved.get(), newest, topic);
    }
    boolean begins = anew && newest.stream().noneMatch(seen -> seen.lineage().equals(lineage));
    if (newest.isPresent() && !begins) {
      throw refused(newest.get(), topic, "this job has no saved state of it");
    }
    return new ModelIdentity(model, lineage, newest.orElse(null));
  }

  private ModelIdentity ofState(SavedModel saved, Optional<LineageVersion> newest, String topic) {
    ModelIdentity own = saved.identity();
    if (!own.model().equals(model)) {
      throw new ModelRefusedException(
          "the saved state is of model '%s', the configuration is of '%s' (model.name): give each model a directory of its own, or correct the name"
              .formatted(own.model(), model));
    }
    if (anew && !own.lineage().equals(lineage)) {
      return new ModelIdentity(model, lineage, newest.orElse(null));
    }
    newest
        .filter(seen -> !own.knows(seen, saved.version()))
        .ifPresent(
            seen -> {
              throw refused(
                  seen,
                  topic,
                  "the saved state is of version %d of lineage '%s' and does not know it"
                      .formatted(saved.version(), own.lineage()));
            });
    return own;
  }

  private ModelRefusedException refused(LineageVersion seen, String topic, String why) {
    return new ModelRefusedException(
        "topic '%s' has %s of model '%s', but %s: %s".formatted(topic, seen, model, why, REMEDY));
  }
}
