package io.headwater.job.train;

import io.headwater.job.identity.LineageVersion;
import io.headwater.job.identity.ModelLedger;
import io.headwater.job.identity.ModelRefusedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a test has it say, and remembers whether a job has entered itself. */
final class ScriptedLedger implements ModelLedger {
  private static final long serialVersionUID = 1;

  transient @Nullable LineageVersion newest;
  boolean takenOver;
  boolean claimed;

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
      public void close() {}
    };
  }

  @Override
  public void claim() {
    requireNoSuccessor();
    claimed = true;
  }

  @Override
  public void awaitClaim() {
    requireNoSuccessor();
  }
}
