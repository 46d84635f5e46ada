package io.headwater.bench.freshness;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Result;
import io.headwater.bench.job.EventMaker;
import io.headwater.bench.job.JobOptions;
import io.headwater.bench.job.JobRun;
import io.headwater.bench.job.JobSettings;
import io.headwater.bench.job.Workload;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.ProgressLine;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFollower;
import io.headwater.snapshots.SnapshotListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code headwater bench freshness}. */
@Command(
    name = "freshness",
    description = {
      "Time from an event's append to the first snapshot, verified by a consumer, that has learned",
      "from it."
    },
    mixinStandardHelpOptions = true)
public final class FreshnessBenchmark extends Benchmark {
  private static final int DISTINCT = 512;
  private static final Duration POLL = Duration.ofMillis(100);

  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "Between checkpoints; ${DEFAULT-VALUE} if not given.",
      defaultValue = "1")
  private double interval = 1;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events per second; less than the job can learn from.")
  private double rate;

  @Option(
      names = "--snapshots",
      paramLabel = "N",
      description = "Snapshots in a round; ${DEFAULT-VALUE} if not given.",
      defaultValue = "10")
  private int snapshots = 10;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    Workload workload = job.workload();
    double perSecond = rate > 0 ? rate : workload.slowRate();
    JobSettings settings = job.settings(interval);
    List<String> topics = workload.tasks().stream().map(task -> "events-" + task).toList();
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      topics.forEach(topic -> kafka.createTopic(topic, 1, Map.of()));
      JobConfig config = settings.config(kafka.bootstrapServers(), "freshness", topics);
      AppendTimes times = new AppendTimes();
      try (JobRun run = JobRun.start(config);
          SteadyFeed feed =
              new SteadyFeed(
                  kafka.bootstrapServers(),
                  topics,
                  new EventMaker(workload, 1).events(DISTINCT),
                  perSecond,
                  times);
          SnapshotFollower follower = follow(kafka, config)) {
        feed.start();
        List<List<Double>> ages = new ArrayList<>();
        // The first round warms up.
        for (int round = 0; round <= job.rounds(); round++) {
          progress.show("freshness: round " + round + " of " + job.rounds());
          List<Double> ofRound = ages(follower, times, run);
          if (round > 0) {
            ages.add(ofRound);
          }
        }
        Map<String, Object> named = settings.named();
        named.put("eventsPerSecond", perSecond);
        return List.of(result(named, ages, 0.5), result(named, ages, 0.99));
      }
    }
  }

  private List<Double> ages(SnapshotFollower follower, AppendTimes times, JobRun run) {
    List<Double> ages = new ArrayList<>();
    int seen = 0;
    while (seen < snapshots) {
      run.progress();
      Optional<Snapshot> next = follower.poll(POLL);
      if (next.isPresent()) {
        long now = System.nanoTime();
        ages.addAll(times.ages(next.get().manifest().provenance().lineage(), now));
        seen++;
      }
    }
    return ages;
  }

  private Result result(Map<String, Object> settings, List<List<Double>> ages, double quantile) {
    settings.put("quantile", quantile);
    List<Double> perRound = ages.stream().map(each -> quantile(each, quantile)).toList();
    return Result.alone(
        "freshness", settings, Measurement.of(perRound, "s"), Goal.atMost(interval + 1));
  }

  /** The nearest rank. */
  private static double quantile(List<Double> values, double quantile) {
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw CommandFailure.failed("the snapshots of a round have no events", null);
    }
    return sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
  }

  private static SnapshotFollower follow(EmbeddedKafka kafka, JobConfig config) {
    return SnapshotFollower.open(
        FollowerConfig.of(
            kafka.bootstrapServers(), config.snapshots().topic(), config.model().name()),
        new AllAreValid());
  }

  private static final class AllAreValid implements SnapshotListener {
    @Override
    public void verified(SourcePosition record, Manifest manifest) {}

    @Override
    public void refused(SourcePosition record, Refused refused) {
      throw CommandFailure.failed("a snapshot was refused: " + refused, null);
    }
  }
}
