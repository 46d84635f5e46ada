package io.headwater.bench.job;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.JobStart;
import io.headwater.cli.Opened;
import io.headwater.cli.Reason;
import io.headwater.cli.TemporaryDirectory;
import io.headwater.job.LocalJob;
import io.headwater.job.Restarts;
import io.headwater.job.TrainingProgress;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.LineagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of the job in this JVM, which begins a lineage of its own: nothing is left from a run
 * before it.
 */
public final class JobRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // Asking more often would cost the job a noticeable share of a core.
  private static final long POLL_NANOS = 50_000_000;

  private final Opened opened;
  private final LocalJob job;
  private final List<Double> standstills = new ArrayList<>();
  private long checkpointsSeen;

  private JobRun(Opened opened, LocalJob job) {
    this.opened = opened;
    this.job = job;
  }

  public static JobRun start(JobConfig config) {
    Opened opened = new Opened();
    try {
      TemporaryDirectory checkpoints = opened.add(TemporaryDirectory.create());
      LineagePlan plan = LineagePlan.anew(config.model().name());
      LocalJob job = opened.add(LocalJob.start(config, checkpoints.path(), plan, Restarts.FEW));
      JobStart.await(job);
      return new JobRun(opened, job);
    } catch (RuntimeException e) {
      opened.close();
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

  /** Examples per second, of the measured events. */
  public double rate(MeasuredEvents events) throws InterruptedException {
    Reading start = await(events.from());
    Reading end = await(events.to());
    return (end.examples() - start.examples()) / ((end.nanoTime() - start.nanoTime()) / 1e9);
  }

  /** Milliseconds that training stood still, for each checkpoint while this was asked for. */
  public List<Double> standstills() {
    return List.copyOf(standstills);
  }

  @Override
  public void close() {
    opened.close();
  }

  /** Waits until so many examples are learned from. */
  private Reading await(long examples) throws InterruptedException {
    Reading last = read();
    long since = last.nanoTime();
    while (last.examples() < examples) {
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop");
      }
      Reading now = read();
      if (now.examples() != last.examples()) {
        since = now.nanoTime();
      } else if (now.nanoTime() - since > PATIENCE.toNanos()) {
        throw CommandFailure.failed(
            "the job stands still after " + now.examples() + " of " + examples + " examples", null);
      }
      last = now;
    }
    return last;
  }

  private Reading read() {
    return new Reading(progress().examples(), System.nanoTime());
  }

  /** How many examples had been learned from, and when. */
  private record Reading(long examples, long nanoTime) {}
}
