package io.headwater.job.identity;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Decides whether a job may start, or start again, on the model that it is configured for. */
public record ModelStart(LineagePlan plan, ModelLedger ledger) implements Serializable {
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
          "the saved state of model '%s' (%s) does not fit the configuration: %s. Put that back, or give the changed model a name of its own (model.name), or begin it from nothing with --new-lineage and without that state (run: an empty --checkpoints DIRECTORY)"
              .formatted(saved.identity().model(), saved, String.join("; ", differences)));
    }
  }
}
