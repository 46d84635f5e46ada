package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.Await;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commits that fail, at a broker with real transactions. */
class CheckedCommitterTest {
  private static EmbeddedKafka kafka;
  private static WrittenTransactions transactions;

  @BeforeAll
  static void start() {
    kafka =
        EmbeddedKafka.start(
            Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100"));
    transactions = new WrittenTransactions(kafka, "written");
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatWasNotCommittedBeforeARestartIsCommittedByIt() throws Exception {
    ToldCommit request = new ToldCommit(transactions.written("late-0-3", 60_000));
    commit(request, 0);
    assertThat(request.signals()).isZero();
    assertThat(transactions.described("late-0-3").state())
        .isEqualTo(TransactionState.COMPLETE_COMMIT);
    commit(request, 0);
    assertThat(request.signals()).isZero();
  }

  @Test
  void whatWasCommittedBeforeARestartIsNotLostThoughKafkaRefusesToCommitItAgain() throws Exception {
    KafkaCommittable transaction;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        transactions.write("early-0-3", 60_000)) {
      transaction = transactions.restored(producer);
      producer.commitTransaction();
    }
    ToldCommit request = new ToldCommit(transaction);
    commit(request, 0);
    assertThat(request.isAlreadyCommitted()).isTrue();
  }

  @Test
  void whatKafkaAbortedForItsAgeIsLost() throws Exception {
    ToldCommit request = new ToldCommit(transactions.written("old-0-17", 100));
    Await.until(
        "Kafka aborts the transaction",
        Duration.ofSeconds(60),
        () -> transactions.described("old-0-17").state() == TransactionState.COMPLETE_ABORT);
    assertThatThrownBy(() -> commit(request, 16))
        .isInstanceOf(LostTransactionException.class)
        .hasMessage(
            "the records of checkpoint 17 for topic 'written' are not to be had: the commit of"
                + " their transaction old-0-17 failed, and Kafka has aborted it, as it does with"
                + " those that are open for longer than their timeout. To go on without them, set"
                + " kafka.acceptLostUpTo to 17 and start the job from the same checkpoint");
    commit(request, 17);
    assertThat(request.signals()).isEqualTo(1);
    assertThat(request.isAlreadyCommitted()).isFalse();
  }

  @Test
  void whatAnotherProducerTookOverIsLost() throws Exception {
    ToldCommit request = new ToldCommit(transactions.written("taken-0-2", 60_000));
    try (FlinkKafkaInternalProducer<byte[], byte[]> other =
        transactions.write("taken-0-2", 60_000)) {
      assertThatThrownBy(() -> commit(request, 0))
          .isInstanceOf(LostTransactionException.class)
          .hasMessageContaining("a later producer has taken over its id");
      other.commitTransaction();
    }
    assertThatThrownBy(() -> commit(request, 0)).isInstanceOf(LostTransactionException.class);
  }

  @Test
  void ofAnIdThatKafkaHasForgottenNothingIsKnown() {
    KafkaCommittable forgotten = new KafkaCommittable(4711, (short) 0, "forgotten-0-9", null);
    assertThatThrownBy(() -> commit(new ToldCommit(forgotten), 8))
        .isInstanceOf(LostTransactionException.class)
        .hasMessageContaining("Kafka has forgotten its id")
        .hasMessageContaining("set kafka.acceptLostUpTo to 9 and");
  }

  private static void commit(ToldCommit request, long acceptLostUpTo) throws Exception {
    transactions.commit(request, acceptLostUpTo);
    assertThat(request.unknown()).isNull();
  }
}
