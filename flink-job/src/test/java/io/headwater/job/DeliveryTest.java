package io.headwater.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.FailingSink.Moment;
import io.headwater.job.kafka.LostTransactionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots, scores and rejections are seen once, or the job says that they are lost. */
@Timeout(240)
class DeliveryTest {
  private static EmbeddedKafka kafka;

  @TempDir private Path checkpoints;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whatACheckpointCoversIsSeenOnceWhenItIsCompleteAndNeverIfItFails(Moment moment)
      throws Exception {
    try (DeliveryRun run = new DeliveryRun(kafka, "once-" + moment, checkpoints)) {
      JobClient job = run.start(run.config());
      run.sendUntil(() -> !run.versions().isEmpty());
      AtomicReference<Map<String, Set<Long>>> hidden = new AtomicReference<>();
      FailingSink.failNext(moment, transactions -> hidden.set(run.hidden()));
      run.sendUntil(FailingSink::hasFailed);
      int versions = run.versions().size();
      run.sendUntil(() -> run.versions().size() > versions + 1);
      run.assertRejectedOnce();
      DeliveryRun.stop(job);

      List<Long> seen = run.versions();
      assertThat(seen)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
      assertFate(moment, requireNonNull(hidden.get()), run);
    }
  }

  @Test
  void aTransactionThatIsLostEndsTheJobUntilTheLossIsAccepted() throws Exception {
    try (DeliveryRun run = new DeliveryRun(kafka, "lost", checkpoints)) {
      JobClient job = run.start(run.config());
      run.sendUntil(() -> !run.versions().isEmpty());
      AtomicReference<String> lost = new AtomicReference<>();
      FailingSink.failNext(
          Moment.BEFORE_COMMIT,
          transactions -> lost.set(abort(transactions.iterator().next().getTransactionalId())));
      run.sendUntil(FailingSink::hasFailed);
      String lostId = requireNonNull(lost.get());

      assertThat(lostIn(DeliveryRun.failure(job)))
          .hasMessageContaining("for topic 'lost-snapshots' are not to be had")
          .hasMessageContaining(lostId)
          .hasMessageContaining("set kafka.acceptLostUpTo to " + checkpoint(lostId) + " and");
      assertThat(lostIn(DeliveryRun.failure(run.start(run.config())))).isNotNull();

      int versions = run.versions().size();
      JobClient accepting = run.start(DeliveryRun.config(kafka, "lost", checkpoint(lostId)));
      run.sendUntil(() -> run.versions().size() > versions);
      run.assertRejectedOnce();
      DeliveryRun.stop(accepting);
      assertThat(run.versions()).doesNotHaveDuplicates().isSorted();
    }
  }

  private static void assertFate(Moment moment, Map<String, Set<Long>> hidden, DeliveryRun run) {
    if (moment == Moment.BEFORE_CHECKPOINT) {
      hidden.forEach(
          (topic, offsets) ->
              assertThat(offsets)
                  .as(topic)
                  .isNotEmpty()
                  .doesNotContainAnyElementsOf(run.visible(topic)));
      return;
    }
    // The task that rejects may be ahead, in a transaction that the failure aborts.
    String snapshots = run.config().snapshots().topic();
    for (String topic : List.of(snapshots, run.config().kafka().metricsTopic())) {
      assertThat(run.visible(topic)).as(topic).containsAll(hidden.get(topic));
    }
    if (moment == Moment.BEFORE_COMMIT) {
      assertThat(hidden.get(snapshots)).isNotEmpty();
    }
  }

  /** As another job of the same name would. */
  private static String abort(String transactionalId) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.fenceProducers(List.of(transactionalId)).all().get();
      return transactionalId;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long checkpoint(String transactionalId) {
    return Long.parseLong(transactionalId.substring(transactionalId.lastIndexOf('-') + 1));
  }

  private static LostTransactionException lostIn(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, LostTransactionException.class).orElseThrow();
  }
}
