package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of the transaction of producer 4711 at epoch 5, by what its id names now. */
class TransactionFateTest {
  private static final long PRODUCER = 4711;
  private static final short EPOCH = 5;

  private final KafkaCommittable ours = new KafkaCommittable(PRODUCER, EPOCH, "id-0-9", null);

  @ParameterizedTest
  @CsvSource({
    // The producer's own transaction; the epoch may have risen with the end of it.
    "PREPARE_COMMIT, 5, COMMITTED",
    "COMPLETE_COMMIT, 5, COMMITTED",
    "COMPLETE_COMMIT, 6, COMMITTED",
    "PREPARE_ABORT, 5, ABORTED",
    "PREPARE_EPOCH_FENCE, 5, ABORTED",
    "COMPLETE_ABORT, 6, ABORTED",
    "ONGOING, 5, OPEN",
    // A later producer's.
    "COMPLETE_COMMIT, 7, TAKEN_OVER",
    "ONGOING, 6, TAKEN_OVER",
    "EMPTY, 6, TAKEN_OVER",
    // An earlier one's can't be ours.
    "COMPLETE_COMMIT, 4, TAKEN_OVER",
    "COMPLETE_ABORT, 4, TAKEN_OVER",
    "ONGOING, 4, TAKEN_OVER"
  })
  void theEpochSaysWhoseTransactionItIs(TransactionState now, int epoch, TransactionFate fate) {
    assertThat(fate(now, PRODUCER, epoch)).isEqualTo(fate);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE_COMMIT", "COMPLETE_ABORT", "ONGOING"})
  void anotherProducerOfTheSameEpochHasTakenItOver(TransactionState now) {
    assertThat(fate(now, PRODUCER + 1, EPOCH)).isEqualTo(TransactionFate.TAKEN_OVER);
  }

  @Test
  void anIdThatKafkaDoesNotKnowIsForgotten() {
    TransactionFate fate = TransactionFate.of(ours, Optional.empty());
    assertThat(fate).isEqualTo(TransactionFate.FORGOTTEN);
    assertThat(fate).asString().startsWith("Kafka has forgotten its id");
  }

  private TransactionFate fate(TransactionState state, long producer, int epoch) {
    return TransactionFate.of(
        ours,
        Optional.of(
            new TransactionDescription(
                1, state, producer, epoch, 60_000, OptionalLong.empty(), Set.of())));
  }
}
