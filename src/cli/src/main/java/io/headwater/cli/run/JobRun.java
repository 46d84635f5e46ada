package io.headwater.cli.run;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.KafkaSilence;
import io.headwater.cli.Opened;
import io.headwater.cli.Reason;
import io.headwater.job.JobCondition;
import io.headwater.job.JobCondition.State;
import io.headwater.job.LocalJob;
import io.headwater.job.Restarts;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The training job in this JVM, and what the user reads meanwhile.
 *
 * @param checkpoints where the job keeps what it has learned
 * @param plan which lineage of the model it goes on with
 */
public record JobRun(JobConfig job, Path checkpoints, LineagePlan plan, PrintWriter out) {
  private static final Path DEFAULT_CHECKPOINTS = Path.of("headwater-checkpoints");
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Where the job keeps what it has learned, if nobody says: headwater-checkpoints/MODEL. */
  public static Path usualCheckpoints(JobConfig job) {
    return DEFAULT_CHECKPOINTS.resolve(job.model().name()).toAbsolutePath();
  }

  /**
   * Runs the job, and stops it in order when the thread is interrupted. Waits for Kafka, and tries
   * again after failures, without end.
   *
   * @throws CommandFailure if the job ends by itself, which only a failure makes it do
   */
  public void untilInterrupted() throws InterruptedException {
    untilInterrupted(running -> {});
  }

  /**
   * The same.
   *
   * @param started is called once, when the job runs
   */
  public void untilInterrupted(Consumer<LocalJob> started) throws InterruptedException {
    RunConsole console = new RunConsole(job, checkpoints, out);
    try (Opened opened = new Opened()) {
      LocalJob running = opened.add(start(console));
      console.begins(running.resumed(), running.fit());
      out.printf("Flink's REST API: %s%n", running.restAddress());
      started.accept(running);
      PublishedSnapshots snapshots = opened.add(new PublishedSnapshots(job, running, out));
      try {
        throw CommandFailure.failed(
            "the job failed: " + Reason.of(end(running, snapshots, console)), null);
      } catch (InterruptedException | RuntimeException e) {
        if (e instanceof InterruptedException || Thread.interrupted()) {
          console.stops(running.stop());
        }
        throw e;
      }
    }
  }

  /** Starts the job, as soon as Kafka answers. */
  private LocalJob start(RunConsole console) throws InterruptedException {
    while (true) {
      try {
        return LocalJob.start(job, checkpoints, plan, Restarts.FOREVER);
      } catch (RuntimeException e) {
        if (!KafkaSilence.causes(e)) {
          throw e;
        }
        console.awaitsKafka(e);
        Thread.sleep(POLL.toMillis());
      }
    }
  }

  /** Follows the job until it ends, and returns why it did. */
  private static Throwable end(LocalJob job, PublishedSnapshots snapshots, RunConsole console)
      throws InterruptedException {
    JobCondition now = job.condition();
    while (now.state() != State.ENDED) {
      console.show(now);
      snapshots.poll(POLL);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      now = job.condition();
    }
    return now.failure().orElseGet(() -> new IllegalStateException("it came to an end"));
  }
}
