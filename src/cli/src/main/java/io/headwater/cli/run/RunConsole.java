package io.headwater.cli.run;

import io.headwater.cli.KafkaSilence;
import io.headwater.cli.Reason;
import io.headwater.job.JobCondition;
import io.headwater.job.JobCondition.State;
import io.headwater.job.KeptState;
import io.headwater.job.StoppedJob;
import io.headwater.job.config.JobConfig;
import io.headwater.job.kafka.KafkaNotReadyException;
import io.headwater.learning.learner.StateFit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private String awaited = "";

  RunConsole(JobConfig job, Path checkpoints, PrintWriter out) {
    this.job = job;
    this.checkpoints = checkpoints;
    this.out = out;
  }

  /**
   * Says what a start waits for, unless it has said so before.
   *
   * @param silence why there was no start yet
   */
  void awaitsKafka(RuntimeException silence) {
    String reason = silence instanceof KafkaNotReadyException ? words(silence) : reason(silence);
    if (!reason.equals(awaited)) {
      awaited = reason;
      say(reason + "; trying again until it answers; Ctrl-C stops it");
    }
  }

  /**
   * @param resumed from where the job goes on, if it does
   * @param fit what of that it goes on with, if that is known
   */
  void begins(Optional<KeptState> resumed, Optional<StateFit> fit) {
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
    fit.filter(each -> !each.isWhole())
        .ifPresent(changed -> changed.report().forEach(line -> say("  " + line)));
  }

  /** Says what a start needs that drops what the report names. */
  void needs(StateFit fit) {
    if (!fit.dropped().isEmpty()) {
      say(
          fit.dropped().keySet().stream()
              .map(" --allow-drop "::concat)
              .collect(Collectors.joining("", "to start it, add", "")));
    }
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
    String reason = words(e);
    return KafkaSilence.causes(e)
        ? "Kafka does not answer at %s (%s)".formatted(job.kafka().bootstrapServers(), reason)
        : "the job failed: " + reason;
  }

  private static String words(Throwable e) {
    String words = Reason.of(e);
    return words.substring(0, Math.min(words.length(), LONGEST_REASON));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
