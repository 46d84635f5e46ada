package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commits that fail, at a broker with real transactions. */
class CheckedCommitterTest {
  private static final String TOPIC = "written";
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka =
        EmbeddedKafka.start(
            Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100"));
    kafka.createTopic(TOPIC, 1, Map.of());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatWasNotCommittedBeforeARestartIsCommittedByIt() throws Exception {
    Request request = new Request(written("late-0-3", 60_000));
    commit(request, 0);
    assertThat(request.signals).isZero();
    assertThat(state("late-0-3")).isEqualTo(TransactionState.COMPLETE_COMMIT);
    commit(request, 0);
    assertThat(request.signals).isZero();
  }

  @Test
  void whatWasCommittedBeforeARestartIsNotLostThoughKafkaRefusesToCommitItAgain() throws Exception {
    KafkaCommittable transaction;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = write("early-0-3", 60_000)) {
      transaction = restored(producer);
      producer.commitTransaction();
    }
    Request request = new Request(transaction);
    commit(request, 0);
    assertThat(request.alreadyCommitted).isTrue();
  }

  @Test
  void whatKafkaAbortedForItsAgeIsLost() throws Exception {
    Request request = new Request(written("old-0-17", 100));
    Await.until(
        "Kafka aborts the transaction",
        Duration.ofSeconds(60),
        () -> state("old-0-17") == TransactionState.COMPLETE_ABORT);
    assertThatThrownBy(() -> commit(request, 16))
        .isInstanceOf(LostTransactionException.class)
        .hasMessage(
            "the records of checkpoint 17 for topic 'written' are not to be had: the commit of"
                + " their transaction old-0-17 failed, and Kafka has aborted it, as it does with"
                + " those that are open for longer than their timeout. To go on without them, set"
                + " kafka.acceptLostUpTo to 17 and start the job from the same checkpoint");
    commit(request, 17);
    assertThat(request.signals).isEqualTo(1);
    assertThat(request.alreadyCommitted).isFalse();
  }

  @Test
  void whatAnotherProducerTookOverIsLost() throws Exception {
    Request request = new Request(written("taken-0-2", 60_000));
    try (FlinkKafkaInternalProducer<byte[], byte[]> other = write("taken-0-2", 60_000)) {
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
    assertThatThrownBy(() -> commit(new Request(forgotten), 8))
        .isInstanceOf(LostTransactionException.class)
        .hasMessageContaining("Kafka has forgotten its id")
        .hasMessageContaining("set kafka.acceptLostUpTo to 9 and");
  }

  private static void commit(Request request, long acceptLostUpTo) throws Exception {
    Properties properties = properties(60_000);
    KafkaCommitter connector =
        new KafkaCommitter(properties, "prefix", 0, 0, false, FlinkKafkaInternalProducer::new);
    try (CheckedCommitter committer =
        new CheckedCommitter(connector, properties, TOPIC, acceptLostUpTo)) {
      committer.commit(List.of(request));
    }
  }

  /** A transaction as a checkpoint has it, whose producer is gone. */
  private static KafkaCommittable written(String id, int timeoutMillis) {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = write(id, timeoutMillis)) {
      return restored(producer);
    }
  }

  private static FlinkKafkaInternalProducer<byte[], byte[]> write(String id, int timeoutMillis) {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties(timeoutMillis), id);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}));
    producer.flush();
    producer.precommitTransaction();
    return producer;
  }

  private static KafkaCommittable restored(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
    return new KafkaCommittable(
        producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
  }

  private static TransactionState state(String id) {
    try (Admin admin = Admin.create(properties(60_000))) {
      return admin.describeTransactions(List.of(id)).description(id).get().state();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties properties(int timeoutMillis) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.bootstrapServers());
    properties.setProperty("transaction.timeout.ms", Integer.toString(timeoutMillis));
    String serializer = "org.apache.kafka.common.serialization.ByteArraySerializer";
    properties.setProperty("key.serializer", serializer);
    properties.setProperty("value.serializer", serializer);
    return properties;
  }

  /** What Flink is told of a transaction. */
  private static final class Request implements CommitRequest<KafkaCommittable> {
    private final KafkaCommittable transaction;
    private int signals;
    private boolean alreadyCommitted;

    Request(KafkaCommittable transaction) {
      this.transaction = transaction;
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
      throw new IllegalStateException(reason);
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
}
