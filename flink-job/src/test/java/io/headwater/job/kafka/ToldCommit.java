package io.headwater.job.kafka;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/** What Flink is told of a transaction. */
final class ToldCommit implements CommitRequest<KafkaCommittable> {
  private final KafkaCommittable transaction;
  private int signals;
  private boolean alreadyCommitted;
  private @Nullable Throwable unknown;

  ToldCommit(KafkaCommittable transaction) {
    this.transaction = transaction;
  }

  /** How often it was told that the commit failed for a known reason. */
  int signals() {
    return signals;
  }

  boolean isAlreadyCommitted() {
    return alreadyCommitted;
  }

  /** A failure for which Flink restarts the job. */
  @Nullable Throwable unknown() {
    return unknown;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return transaction;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    signals++;
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    unknown = reason;
  }

  @Override
  public void retryLater() {
    throw new IllegalStateException("told to try again");
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable other) {
    throw new IllegalStateException("told to try again");
  }

  @Override
  public void signalAlreadyCommitted() {
    alreadyCommitted = true;
  }
}
