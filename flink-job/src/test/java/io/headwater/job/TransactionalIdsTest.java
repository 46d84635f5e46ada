package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many transactional ids the brokers keep of a job: see decision 18. */
class TransactionalIdsTest {
  private static final int PARALLELISM = 3;
  private static final int BUSY_CHECKPOINTS = 12;
  private static final int CHECKPOINTS = 36;

  @Test
  void thereIsOneForEachCheckpointAndTopicHoweverParallelAndIdleTheJobIs(@TempDir Path checkpoints)
      throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        DeliveryRun run = new DeliveryRun(kafka, "ids", checkpoints)) {
      String snapshots = prefix(run.config().snapshots().topic());
      JobClient job = run.start(run.config(), PARALLELISM);
      run.sendUntil(() -> ids(admin, snapshots).size() >= BUSY_CHECKPOINTS);
      Await.until(
          CHECKPOINTS + " checkpoints",
          Duration.ofSeconds(180),
          () -> ids(admin, snapshots).size() >= CHECKPOINTS);
      run.assertRejectedOnce();
      DeliveryRun.stop(job);

      for (String topic : run.outputs()) {
        String prefix = prefix(topic);
        List<String> ids = ids(admin, prefix);
        assertThat(ids)
            .hasSizeGreaterThanOrEqualTo(CHECKPOINTS - 1)
            .containsExactlyInAnyOrderElementsOf(
                LongStream.rangeClosed(1, ids.size())
                    .mapToObj(checkpoint -> prefix + "0-" + checkpoint)
                    .toList());
      }
    }
  }

  private static String prefix(String topic) {
    return "headwater-ids-" + topic + "-";
  }

  private static List<String> ids(Admin admin, String prefix) {
    try {
      Collection<TransactionListing> all =
          admin
              .listTransactions(
                  new ListTransactionsOptions().filterOnTransactionalIdPattern(prefix + ".*"))
              .all()
              .get();
      return all.stream().map(TransactionListing::transactionalId).toList();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
