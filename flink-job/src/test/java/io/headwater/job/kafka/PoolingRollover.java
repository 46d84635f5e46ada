package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.junit.jupiter.api.Test;

/**
 * What decision 18 says of ids that are used again and again. Not among the tests, as it takes half
 * a minute: {@code mvn -pl flink-job -am test -Dtest=PoolingRollover
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class PoolingRollover {
  private static final String ID = "pooled-0-1";
  private static final short BEFORE = 32_764;
  private static final short LAST = 32_766;
  private static final int TIMEOUT_MILLIS = 600_000;

  @Test
  void nobodyCanTellThatTheTransactionOfTheLastEpochWasCommitted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      WrittenTransactions transactions = new WrittenTransactions(kafka, "written");
      useUp(kafka, BEFORE);

      KafkaCommittable before = committed(transactions);
      assertThat(before.getEpoch()).isEqualTo(BEFORE);
      TransactionDescription described = awaitCompleteCommit(transactions);
      assertThat(described.producerId()).isEqualTo(before.getProducerId());
      assertThat(described.producerEpoch()).isEqualTo(BEFORE + 1);
      ToldCommit again = new ToldCommit(before);
      transactions.commitUnchecked(again);
      assertThat(again.signals()).as("fenced").isEqualTo(1);

      KafkaCommittable last = committed(transactions);
      assertThat(last.getEpoch()).isEqualTo(LAST);
      described = awaitCompleteCommit(transactions);
      assertThat(described.producerId()).isNotEqualTo(last.getProducerId());
      again = new ToldCommit(last);
      transactions.commitUnchecked(again);
      assertThat(again.unknown()).isInstanceOf(InvalidPidMappingException.class);
    }
  }

  /** Takes the id so often that its next producer has this epoch. */
  private static void useUp(EmbeddedKafka kafka, int epochs) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (int i = 0; i < epochs; i++) {
        admin.fenceProducers(List.of(ID)).all().get();
      }
    }
  }

  private static KafkaCommittable committed(WrittenTransactions transactions) {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        transactions.write(ID, TIMEOUT_MILLIS)) {
      KafkaCommittable written = transactions.restored(producer);
      producer.commitTransaction();
      return written;
    }
  }

  /** Kafka answers a commit before it is complete. */
  private static TransactionDescription awaitCompleteCommit(WrittenTransactions transactions) {
    return Await.present(
        "the commit is complete",
        Duration.ofSeconds(60),
        () ->
            Optional.of(transactions.described(ID))
                .filter(each -> each.state() == TransactionState.COMPLETE_COMMIT));
  }
}
