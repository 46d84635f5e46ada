package io.headwater.job.train;

import io.headwater.job.identity.LineageVersion;
import io.headwater.job.identity.ModelLedger;
import java.util.Optional;

/** Of a model that nobody has seen or trained yet. */
public record EmptyLedger() implements ModelLedger {
  private static final long serialVersionUID = 1;

  @Override
  public String topic() {
    return "snapshots";
  }

  @Override
  public Optional<LineageVersion> newest() {
    return Optional.empty();
  }

  @Override
  public Watch watch() {
    return new Watch() {
      @Override
      public void requireNoSuccessor() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void claim() {}

  @Override
  public void awaitClaim() {}
}
