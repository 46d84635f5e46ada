package io.headwater.job.kafka;

import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;

/** What became of a transaction, by what Kafka's coordinator says of its id. */
enum TransactionFate {
  COMMITTED("Kafka has committed it"),
  OPEN("it is still open"),
  ABORTED(
      "Kafka has aborted it, as it does with those that are open for longer than their timeout"),
  TAKEN_OVER(
      "a later producer has taken over its id, as another job of the same model does, so that it was"
          + " aborted, unless it was committed before"),
  FORGOTTEN(
      "Kafka has forgotten its id, as it does with those that are not used for"
          + " transactional.id.expiration.ms, 7 days by default, so that it was aborted, unless it was"
          + " committed before, as all are of a job that was stopped in order: then nothing is lost");

  private final String description;

  TransactionFate(String description) {
    this.description = description;
  }

  /**
   * Kafka raises the epoch of a producer when it completes a transaction, if the request came from
   * a producer of transactions version 2 (KIP-890) or the transaction was aborted for its age, and
   * leaves it else. A producer that begins anew with the id raises it once more.
   *
   * @param known the transaction that the id names now
   */
  static TransactionFate of(KafkaCommittable ours, Optional<TransactionDescription> known) {
    if (known.isEmpty()) {
      return FORGOTTEN;
    }
    TransactionDescription now = known.get();
    int later = now.producerEpoch() - ours.getEpoch();
    if (now.producerId() != ours.getProducerId() || later < 0) {
      return TAKEN_OVER;
    }
    return switch (now.state()) {
      case PREPARE_COMMIT, COMPLETE_COMMIT -> later <= 1 ? COMMITTED : TAKEN_OVER;
      case PREPARE_ABORT, PREPARE_EPOCH_FENCE, COMPLETE_ABORT -> ABORTED;
      case ONGOING -> later == 0 ? OPEN : TAKEN_OVER;
      default -> TAKEN_OVER;
    };
  }

  @Override
  public String toString() {
    return description;
  }
}
