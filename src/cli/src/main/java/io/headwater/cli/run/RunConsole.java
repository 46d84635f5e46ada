package io.headwater.cli.run;

import io.headwater.cli.Reason;
import io.headwater.job.JobCondition;
import io.headwater.job.JobCondition.State;
import io.headwater.job.KeptState;
import io.headwater.job.StoppedJob;
import io.headwater.job.config.JobConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says how a job begins, waits, goes on and stops. */
final class RunConsole {
  private static final int LONGEST_REASON = 1_000;

  private final JobConfig job;
  private final Path checkpoints;
  private final PrintWriter out;
  private State state = State.STARTING;
  private @Nullable Throwable failure;
  private boolean hasRun;

  RunConsole(JobConfig job, Path checkpoints, PrintWriter out) {
    this.job = job;
    this.checkpoints = checkpoints;
    this.out = out;
  }

  /**
   * @param resumed from where the job goes on, if it does
   */
  void begins(Optional<KeptState> resumed) {
    String model = job.model().name();
    if (resumed.isEmpty()) {
      say("'%s' starts anew".formatted(model));
      return;
    }
    KeptState kept = resumed.get();
    say(
        "'%s' goes on from checkpoint %s: %s"
            .formatted(
                model,
                kept.path(),
                kept.model().map(Object::toString).orElse("saved by an earlier release")));
  }

  /** Says what has changed. */
  void show(JobCondition now) {
    Throwable last = now.failure().orElse(null);
    if (now.state() == State.WAITING && last != null && last != failure) {
      say(
          "%s: trying again in about %d s; Ctrl-C stops it"
              .formatted(reason(last), Math.max(1, now.retryIn().toSeconds())));
    } else if (now.state() == State.RUNNING && state != State.RUNNING) {
      say(hasRun ? "the job goes on" : begun());
      hasRun = true;
    }
    state = now.state();
    failure = last;
  }

  void stops(StoppedJob stopped) {
    if (stopped.kept().isEmpty()) {
      say("stopped; no checkpoint was completed, so nothing is kept");
      return;
    }
    KeptState kept = stopped.kept().get();
    String what = kept.model().map(model -> " (" + model + ")").orElse("");
    if (stopped.complete()) {
      say("stopped; all that was learned is in %s%s".formatted(kept.path(), what));
    } else {
      say(
          "stopped; the last checkpoint is %d s old, in %s%s; %,d steps after it will be taken again"
              .formatted(kept.age().toSeconds(), kept.path(), what, stopped.stepsAfter()));
    }
  }

  private String begun() {
    return "training '%s' from %s; checkpoints are in %s; Ctrl-C stops it"
        .formatted(job.model().name(), job.kafka().bootstrapServers(), checkpoints);
  }

  private String reason(Throwable e) {
    String words = Reason.of(e);
    String reason = words.substring(0, Math.min(words.length(), LONGEST_REASON));
    return isSilence(e)
        ? "Kafka does not answer at %s (%s)".formatted(job.kafka().bootstrapServers(), reason)
        : "the job failed: " + reason;
  }

  private static boolean isSilence(@Nullable Throwable e) {
    return e != null
        && (e instanceof TimeoutException
            || e instanceof DisconnectException
            || isSilence(e.getCause()));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
