package io.headwater.bench.job;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.cli.TemporaryDirectory;
import io.headwater.job.LocalJob;
import io.headwater.job.TrainingProgress;
import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One run of the job in this JVM, without anything from a run before it. */
public final class JobRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_NANOS = 5_000_000;

  private final TemporaryDirectory checkpoints;
  private final LocalJob job;
  private final List<Double> standstills = new ArrayList<>();
  private long checkpointsSeen;

  private JobRun(TemporaryDirectory checkpoints, LocalJob job) {
    this.checkpoints = checkpoints;
    this.job = job;
  }

  public static JobRun start(JobConfig config) {
    TemporaryDirectory checkpoints = TemporaryDirectory.create();
    try {
      LocalJob job = LocalJob.start(config, checkpoints.path());
      job.awaitRunning(PATIENCE);
      return new JobRun(checkpoints, job);
    } catch (RuntimeException e) {
      checkpoints.close();
      throw e;
    }
  }

  /** How far the job is; throws if it failed. */
  public TrainingProgress progress() {
    job.failure()
        .ifPresent(
            failure -> {
              throw CommandFailure.failed("the job failed: " + Reason.of(failure), failure);
            });
    TrainingProgress progress = job.progress();
    if (progress.checkpoints() > checkpointsSeen) {
      checkpointsSeen = progress.checkpoints();
      standstills.add(progress.standstillMillis());
    }
    return progress;
  }

  /** Waits until so many examples are learned from; returns the time, as of System.nanoTime(). */
  public long await(long examples) {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long learned = progress().examples();
      if (learned >= examples) {
        return now;
      }
      if (learned != last) {
        last = learned;
        since = now;
      } else if (now - since > PATIENCE.toNanos()) {
        throw CommandFailure.failed(
            "the job stands still after " + learned + " of " + examples + " examples", null);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /**
   * Examples per second.
   *
   * @param from how many are learned from before the measured ones
   * @param to how many are, measured ones included
   */
  public double rate(long from, long to) {
    long start = await(from);
    long first = progress().examples();
    long end = await(to);
    return (to - first) / ((end - start) / 1e9);
  }

  /** Milliseconds that training stood still, for each checkpoint while this was asked for. */
  public List<Double> standstills() {
    return List.copyOf(standstills);
  }

  @Override
  public void close() {
    job.close();
    checkpoints.close();
  }
}
