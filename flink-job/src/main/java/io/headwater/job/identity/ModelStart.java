package io.headwater.job.identity;

import io.headwater.learning.learner.StateFit;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
  public ModelIdentity admit(Optional<SavedModel> saved) {
    // First: who lost the model should hear of that, not of what the other one has published since.
    ledger.requireNoSuccessor();
    return plan.identity(saved, ledger.newest(), ledger.topic());
  }

  /**
   * Checks what the job would go on with.
   *
   * @param fit of the saved state
   * @throws ModelRefusedException if that drops what it may not
   */
  public void requireAllowed(StateFit fit, SavedModel saved, ModelDescription configured) {
    List<String> refused =
        fit.dropped().keySet().stream()
            .filter(name -> !plan.allowedDrops().contains(name))
            .toList();
    if (!refused.isEmpty()) {
      ModelDescription before = saved.description();
      List<String> differences = before == null ? List.of() : before.differences(configured);
      throw new ModelRefusedException(
          "the saved state of model '%s' (%s) does not fit the configuration%s. The job would drop %s. Put back what it was saved with, accept the loss with %s, %s"
              .formatted(
                  saved.identity().model(),
                  saved,
                  differences.isEmpty() ? "" : ": " + String.join("; ", differences),
                  refused.stream()
                      .map(name -> name + " (" + fit.dropped().get(name) + ")")
                      .collect(Collectors.joining(", ")),
                  refused.stream().map("--allow-drop "::concat).collect(Collectors.joining(" ")),
                  REMEDY));
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
}
