package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.JobCondition.State;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a job in this JVM fails, waits and ends. */
@Timeout(240)
class LocalClusterTest {
  /** Under the minute after which Flink gives up a task that does not stop. */
  private static final Duration BOUND = Duration.ofSeconds(45);

  private static final Duration DEADLINE = Duration.ofSeconds(180);
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

  @Test
  void aTaskThatDoesNotStopDoesNotHoldUpTheEnd() throws Exception {
    UnstoppableEngine.stuck = new CountDownLatch(1);
    UnstoppableEngine.letGo = new CountDownLatch(1);
    try (TrainingRun run = new TrainingRun(kafka, "stuck", UnstoppableEngine.NAME)) {
      LocalJob job = run.start(checkpoints);
      try {
        run.send(1);
        assertThat(UnstoppableEngine.stuck.await(60, TimeUnit.SECONDS)).isTrue();
        StoppedJob stopped = assertTimeoutPreemptively(BOUND, job::stop);
        assertThat(stopped.complete()).isFalse();
        assertTimeoutPreemptively(BOUND, job::close);
      } finally {
        UnstoppableEngine.letGo.countDown();
        job.close();
      }
    }
  }

  @Test
  void aJobThatMayAlwaysTryAgainWaitsAndGoesOn() {
    FailingEngine.failures.set(5);
    try (TrainingRun run = new TrainingRun(kafka, "patient", FailingEngine.NAME);
        LocalJob job =
            LocalJob.start(
                run.config(), checkpoints, LineagePlan.goOn("patient"), Restarts.FOREVER)) {
      run.send(4);
      JobCondition waiting = await(job, State.WAITING);
      assertThat(waiting.failure())
          .get()
          .extracting(Throwable::getMessage)
          .isEqualTo("told to fail");
      assertThat(waiting.retryIn()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
      run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
      assertThat(FailingEngine.failures).hasValue(0);
      assertThat(await(job, State.RUNNING).failure()).isPresent();
    }
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor(@TempDir Path data) {
    EmbeddedKafka broker = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, data);
    int port = Integer.parseInt(broker.bootstrapServers().split(":")[1]);
    try (TrainingRun run = new TrainingRun(broker, "away", "plain-java");
        LocalJob job =
            LocalJob.start(
                impatient(broker), checkpoints, LineagePlan.goOn("away"), Restarts.FOREVER)) {
      run.send(4);
      run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
      broker.close();
      assertThat(await(job, State.WAITING).failure()).isPresent();
      broker = EmbeddedKafka.start(port, data);
      run.send(4);
      run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
      run.assertVersionsFollowEachOther();
    } finally {
      broker.close();
    }
  }

  /** With clients that do not wait for minutes before they say that the broker is away. */
  private static JobConfig impatient(EmbeddedKafka broker) {
    String yaml = FourTaskEvents.configuration("away", "plain-java", broker.bootstrapServers());
    return JobConfig.parse(
        yaml.replace(
            "  rejectedTopic",
            "  properties: {max.block.ms: 6000, request.timeout.ms: 4000, delivery.timeout.ms: 6000}\n"
                + "  rejectedTopic"),
        "away");
  }

  @Test
  void theLossOfTheTaskManagerEndsTheJobWithWhatCameBeforeIt() {
    FailingEngine.failures.set(1);
    try (TrainingRun run = new TrainingRun(kafka, "lost", FailingEngine.NAME);
        LocalJob job =
            LocalJob.start(run.config(), checkpoints, LineagePlan.goOn("lost"), Restarts.FOREVER)) {
      run.send(4);
      run.awaitManifest(newest -> newest.getExamples() >= run.sentEvents(), job);
      await(job, State.RUNNING);
      job.loseTaskManager();
      assertThat(await(job, State.ENDED).failure())
          .get()
          .extracting(Throwable::getMessage)
          .asString()
          .startsWith("Flink gave up the part of itself that runs the tasks")
          .endsWith("before that: told to fail");
    }
  }

  private static JobCondition await(LocalJob job, State wanted) {
    return Await.present(
        "the job is " + wanted,
        DEADLINE,
        () -> {
          JobCondition now = job.condition();
          assertThat(now.state()).isIn(wanted, State.STARTING, State.RUNNING, State.WAITING);
          return Optional.of(now).filter(condition -> condition.state() == wanted);
        });
  }
}
