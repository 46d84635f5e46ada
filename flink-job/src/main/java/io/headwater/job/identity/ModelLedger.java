package io.headwater.job.identity;

import java.io.Serializable;
import java.util.Optional;

/** What everyone can see of a model: its newest snapshot, and which job trains it. */
public interface ModelLedger extends Serializable {
  /** The topic that the model's snapshots are in. */
  String topic();

  /** The newest snapshot's version; empty if there is no snapshot. */
  Optional<LineageVersion> newest();

  /** Looks out for jobs that take the model over, for as long as it is open. */
  Watch watch();

  /**
   * Checks that no other job has taken the model over since this one was submitted.
   *
   * @throws ModelRefusedException if one has
   */
  default void requireNoSuccessor() {
    try (Watch watch = watch()) {
      watch.requireNoSuccessor();
    }
  }

  /**
   * Enters this job as the one that trains the model, in place of the one that was there when this
   * one was submitted.
   *
   * @throws ModelRefusedException if another job has entered itself since
   */
  void claim();

  /**
   * Waits until this job has entered itself, with {@link #claim} in another of its tasks.
   *
   * @throws ModelRefusedException if another job has entered itself since this one was submitted
   */
  void awaitClaim() throws InterruptedException;

  /** A look at the ledger that can be repeated at little cost. */
  interface Watch extends AutoCloseable {
    /**
     * As {@link ModelLedger#requireNoSuccessor}.
     *
     * @throws ModelRefusedException if another job has taken the model over
     */
    void requireNoSuccessor();

    @Override
    void close();
  }
}
