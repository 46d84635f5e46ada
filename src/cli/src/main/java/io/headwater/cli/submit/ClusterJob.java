package io.headwater.cli.submit;

import io.headwater.cli.CommandFailure;
import io.headwater.job.RemoteCluster;
import io.headwater.job.Submission;
import io.headwater.job.config.JobConfig;
import io.headwater.job.config.KeptConfig;
import io.headwater.job.identity.LineagePlan;
import io.headwater.job.kafka.KafkaCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job of one model on a cluster: started, replaced or stopped.
 *
 * @param address of the cluster
 * @param patience with a job that does not run
 * @param out says each step as it begins
 */
record ClusterJob(
    RemoteCluster cluster,
    String address,
    JobConfig config,
    LineagePlan plan,
    Duration patience,
    PrintWriter out) {
  /**
   * Starts it where none runs.
   *
   * @param from a savepoint or checkpoint to go on from
   * @throws CommandFailure if one runs, or it does not come to run
   */
  SubmitReport start(KeptConfig kept, Optional<String> from, List<Path> jars) {
    cluster
        .find(model())
        .ifPresent(
            job -> {
              throw CommandFailure.environment(
                  "job '%s' runs at %s already, as %s; replace it with --upgrade, or stop it with --stop"
                      .formatted(model(), address, job),
                  null);
            });
    KafkaCheck.run(config);
    Started started = start(new Submission(config, kept, plan, from, jars));
    if (started.failure().isPresent()) {
      throw CommandFailure.failed(
          "job '%s' did not start, and was cancelled: %s"
              .formatted(model(), started.failure().get()),
          null);
    }
    return report("started", started.job(), from.orElse(null));
  }

  /** Stops it with a savepoint. */
  SubmitReport stop(@Nullable String savepoints) {
    return report("stopped", null, stop(running(), savepoints));
  }

  /**
   * Stops it with a savepoint, and goes on from that with another configuration; if that does not
   * come to run, with the one that it had.
   */
  SubmitReport upgrade(KeptConfig kept, @Nullable String savepoints, List<Path> jars) {
    String before = running();
    Submission old = old(before, jars);
    KafkaCheck.run(config);
    String savepoint = stop(before, savepoints);
    Started started = start(new Submission(config, kept, plan, Optional.of(savepoint), jars));
    if (started.failure().isEmpty()) {
      return report("upgraded", started.job(), savepoint);
    }
    say("the new job did not start: %s", started.failure().get());
    say("putting back the job as it was");
    Started again =
        start(
            new Submission(
                old.config(), old.kept(), old.plan(), Optional.of(savepoint), old.jars()));
    if (again.failure().isPresent()) {
      throw CommandFailure.failed(
          "neither the new nor the old job started; the old one: %s. All that was learned is in %s: start from there with --from"
              .formatted(again.failure().get(), savepoint),
          null);
    }
    return report("put back", again.job(), savepoint);
  }

  private Submission old(String job, List<Path> jars) {
    KeptConfig its =
        cluster
            .config(job)
            .map(KeptConfig::new)
            .orElseThrow(
                () ->
                    CommandFailure.environment(
                        "job %s was not started by 'headwater submit', so that its configuration is not known and it could not be put back; stop it with --stop, and start the new one with --from and the savepoint"
                            .formatted(job),
                        null));
    return new Submission(
        its.reachingAs(config.kafka()), its, LineagePlan.goOn(model()), Optional.empty(), jars);
  }

  private String running() {
    return cluster
        .find(model())
        .orElseThrow(
            () ->
                CommandFailure.environment(
                    "no job '%s' runs at %s; start it without --upgrade and --stop"
                        .formatted(model(), address),
                    null));
  }

  private String stop(String job, @Nullable String savepoints) {
    say("stopping '%s' (job %s) with a savepoint", model(), job);
    String savepoint = cluster.stop(job, savepoints);
    say("stopped; all that it learned is in %s", savepoint);
    return savepoint;
  }

  /** One that does not come to run is cancelled. */
  private Started start(Submission submission) {
    say(
        "submitting '%s' to %s, %s",
        model(), address, submission.from().map("from "::concat).orElse("from nothing"));
    String job = cluster.submit(submission);
    say("waiting until job %s runs", job);
    Optional<String> failure = cluster.awaitRunning(job, patience);
    if (failure.isPresent()) {
      cluster.cancel(job);
    } else {
      say("job %s runs", job);
    }
    return new Started(job, failure);
  }

  private SubmitReport report(String outcome, @Nullable String job, @Nullable String savepoint) {
    return new SubmitReport(model(), address, outcome, job, savepoint);
  }

  private String model() {
    return config.model().name();
  }

  private void say(String sentence, Object... about) {
    out.printf(sentence + "%n", about);
    out.flush();
  }

  /**
   * @param failure why it does not run
   */
  private record Started(String job, Optional<String> failure) {}
}
