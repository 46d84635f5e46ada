package io.headwater.job.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a test has it say, and remembers what it was asked for. */
public final class ScriptedLedger implements ModelLedger {
  private static final long serialVersionUID = 1;

  public transient @Nullable LineageVersion newest;
  public boolean takenOver;

  /** How often a job has entered itself. */
  public int claims;

  int closedWatches;

  @Override
  public String topic() {
    return "snapshots";
  }

  @Override
  public Optional<LineageVersion> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public Watch watch() {
    return new Watch() {
      @Override
      public void requireNoSuccessor() {
        if (takenOver) {
          throw new ModelRefusedException("another job took the model over");
        }
      }

      @Override
      public void close() {
        closedWatches++;
      }
    };
  }

  @Override
  public void claim() {
    requireNoSuccessor();
    claims++;
  }

  @Override
  public void awaitClaim() {
    requireNoSuccessor();
  }
}
