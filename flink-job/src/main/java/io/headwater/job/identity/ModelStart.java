package io.headwater.job.identity;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Decides whether a job may start, or start again, on the model that it is configured for. */
public record ModelStart(LineagePlan plan, ModelLedger ledger) implements Serializable {
  private static final String REMEDY =
      "or give the changed model a name of its own (model.name), or begin it from nothing with"
          + " --new-lineage and without that state (run: an empty --checkpoints DIRECTORY)";

  /**
   * Who the model is.
   *
   * @param saved the state that the job starts from
   * @throws ModelRefusedException if the state is of another model than the configured one, or the
   *     topic has versions that the state does not know, or another job took the model over
   */
  public ModelIdentity admit(Optional<SavedModel> saved, ModelDescription configured) {
    // First: who lost the model should hear of that, not of what the other one has published since.
    ledger.requireNoSuccessor();
    ModelIdentity identity = plan.identity(saved, ledger.newest(), ledger.topic());
    saved.ifPresent(state -> requireSame(state, configured));
    return identity;
  }

  /**
   * Checks a state that has no description, of which no more than this can be said.
   *
   * @param before the fingerprint of the state's architecture
   * @param configured that of the configured one
   * @throws ModelRefusedException if they differ
   */
  public void requireSameArchitecture(SavedModel saved, String before, String configured) {
    if (!before.equals(configured)) {
      throw new ModelRefusedException(
          "the saved state of model '%s' (%s) does not fit the configuration, and does not say in what: it was saved before tasks and classes were kept with it (its architecture is %s, the configured one %s). Put back the backbone, input, tasks and classes that it was saved with, %s"
              .formatted(saved.identity().model(), saved, before, configured, REMEDY));
    }
  }

  /**
   * From now on this job is the one that trains the model.
   *
   * @throws ModelRefusedException if another job took the model over
   */
  public void claim() {
    ledger.claim();
  }

  /** Who the model is, with what the job that it was taken over from has published last. */
  public ModelIdentity lookAgain(ModelIdentity identity) {
    return identity.begunAfter(ledger.newest());
  }

  private static void requireSame(SavedModel saved, ModelDescription configured) {
    ModelDescription before = saved.description();
    if (before == null) {
      return;
    }
    List<String> differences = before.differences(configured);
    if (!differences.isEmpty()) {
      throw new ModelRefusedException(
          "the saved state of model '%s' (%s) does not fit the configuration: %s. Put that back, %s"
              .formatted(saved.identity().model(), saved, String.join("; ", differences), REMEDY));
    }
  }
}
