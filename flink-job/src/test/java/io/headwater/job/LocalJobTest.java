package io.headwater.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.headwater.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJobTest {
  private static final int THREAD_DEADLINE_MILLIS = 10_000;

  @TempDir private Path checkpoints;

  @Test
  void jobAndBrokerReportProgressAndLeaveNoThreadBehindThatKeepsTheJvmAlive() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run = new TrainingRun(kafka, "threads", "plain-java")) {
      run.send(8);
      try (LocalJob job = run.start(checkpoints)) {
        run.awaitSnapshot(1, job);
        assertThat(job.progress().examples()).isPositive();
        assertThat(job.progress().checkpoints()).isPositive();
      }
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        thread.join(THREAD_DEADLINE_MILLIS);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void saysWhyTheJobFailed() {
    FailingEngine.failures.set(Integer.MAX_VALUE);
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        TrainingRun run = new TrainingRun(kafka, "hopeless", FailingEngine.NAME);
        LocalJob job = run.start(checkpoints)) {
      run.send(1);
      assertThatThrownBy(
              () -> {
                while (true) {
                  job.awaitRunning(Duration.ofSeconds(30));
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the job failed: told to fail");
      assertThat(job.failure()).get().asInstanceOf(THROWABLE).hasMessage("told to fail");
    }
  }
}
