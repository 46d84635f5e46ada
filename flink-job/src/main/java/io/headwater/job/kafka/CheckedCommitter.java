package io.headwater.job.kafka;

import io.headwater.job.identity.ModelLedger;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits as the connector does, but for a commit that fails asks Kafka what became of the
 * transaction. The connector logs some failures and goes on, though records are gone; others it
 * takes for failures though the transaction was committed before, and would never stop to try.
 */
final class CheckedCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final ModelLedger ledger;
  private final Properties admin;
  private final String topic;
  private final long acceptLostUpTo;

  /**
   * @param ledger says whether another job has taken the model over, and with it the transactions
   * @param admin how to ask Kafka
   * @param acceptLostUpTo the last checkpoint whose records may be lost; 0 for none. It holds for
   *     what the job is restored with only, not for checkpoints that it makes later
   */
  CheckedCommitter(
      Committer<KafkaCommittable> committer,
      ModelLedger ledger,
      Properties admin,
      String topic,
      long acceptLostUpTo) {
    this.committer = committer;
    this.ledger = ledger;
    this.admin = admin;
    this.topic = topic;
    this.acceptLostUpTo = acceptLostUpTo;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CheckedRequest> checked = requests.stream().map(CheckedRequest::new).toList();
    committer.commit(List.copyOf(checked));
    for (CheckedRequest request : checked) {
      request.judge();
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  private Optional<TransactionDescription> describe(String id) {
    try (Admin asked = Admin.create(admin)) {
      return Optional.of(AskedKafka.get(asked.describeTransactions(List.of(id)).description(id)));
    } catch (TransactionalIdNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Keeps a failure to itself until it is known what it means. */
  private final class CheckedRequest implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;
    private @Nullable Throwable failure;

    CheckedRequest(CommitRequest<KafkaCommittable> request) {
      this.request = request;
    }

    void judge() throws LostTransactionException {
      Throwable reason = failure;
      if (reason == null) {
        return;
      }
      KafkaCommittable transaction = getCommittable();
      TransactionFate fate =
          TransactionFate.of(transaction, describe(transaction.getTransactionalId()));
      switch (fate) {
        case COMMITTED -> {
          LOG.info("Transaction {} had been committed before", transaction.getTransactionalId());
          request.signalAlreadyCommitted();
        }
        case OPEN -> request.signalFailedWithUnknownReason(reason);
        default -> giveUp(transaction, fate, reason);
      }
    }

    private void giveUp(KafkaCommittable transaction, TransactionFate fate, Throwable reason)
        throws LostTransactionException {
      ledger.requireNoSuccessor();
      String id = transaction.getTransactionalId();
      long checkpoint = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
      String lost =
          "the records of checkpoint %d for topic '%s' are not to be had: the commit of their transaction %s failed, and %s"
              .formatted(checkpoint, topic, id, fate);
      if (checkpoint > acceptLostUpTo) {
        throw new LostTransactionException(
            lost
                + ". To go on without them, set kafka.acceptLostUpTo to "
                + checkpoint
                + " and start the job from the same checkpoint",
            reason);
      }
      LOG.warn("Going on, as kafka.acceptLostUpTo is {}, though {}", acceptLostUpTo, lost);
      request.signalFailedWithKnownReason(reason);
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }

    /** For the connector's log. */
    @Override
    public String toString() {
      return request.toString();
    }
  }
}
