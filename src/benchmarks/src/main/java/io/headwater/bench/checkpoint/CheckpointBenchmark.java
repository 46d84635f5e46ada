package io.headwater.bench.checkpoint;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.bench.Rounds.Turn;
import io.headwater.bench.job.EventMaker;
import io.headwater.bench.job.EventTopic;
import io.headwater.bench.job.JobOptions;
import io.headwater.bench.job.JobRun;
import io.headwater.bench.job.JobSettings;
import io.headwater.bench.job.MeasuredEvents;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code headwater bench checkpoint}. */
@Command(
    name = "checkpoint",
    description = {
      "How long training stands still for a checkpoint and for its snapshot, and the throughput that",
      "they cost, against the same job without any."
    },
    mixinStandardHelpOptions = true)
public final class CheckpointBenchmark extends Benchmark {
  private static final int DISTINCT = 512;
  private static final Duration NEVER = Duration.ofHours(24);

  /** A transaction is open for as long as there is no checkpoint, and two checkpoints more. */
  private static final Map<String, String> BROKER =
      Map.of("transaction.max.timeout.ms", Long.toString(NEVER.multipliedBy(2).toMillis()));

  private static final int NO_SNAPSHOTS = 1_000_000;
  private static final double LOST_AT_MOST = 0.03;

  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events that are learned from, of which the first fifth warms up.")
  private long events;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "Between checkpoints; ${DEFAULT-VALUE} if not given.",
      defaultValue = "10")
  private double interval = 10;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    JobSettings settings = job.settings(interval);
    MeasuredEvents measured = MeasuredEvents.of(events, job.workload());
    List<byte[]> distinct = new EventMaker(job.workload(), 1).events(DISTINCT);
    try (Opened opened = new Opened()) {
      EmbeddedKafka kafka = opened.add(EmbeddedKafka.start(BROKER));
      progress.show("filling the topic with " + measured.count() + " events");
      EventTopic topic = EventTopic.fill(kafka, "events", distinct, measured.count());
      Side snapshots = new Side(settings, "snapshots", kafka, topic);
      Side checkpoints =
          new Side(settings.with(settings.interval(), NO_SNAPSHOTS), "checkpoints", kafka, topic);
      Side without = new Side(settings.with(NEVER, 1), "without", kafka, topic);
      List<List<Double>> rates =
          new Rounds(0, job.rounds())
              .inTurn("checkpoint", progress, List.of(snapshots, checkpoints, without));
      Peer peer =
          Peer.of(Measurement.of(rates.get(2), "examples/s"), "the same job without checkpoints");
      List<Result> results = new ArrayList<>();
      results.addAll(snapshots.results("checkpoint and snapshot", rates.get(0), peer));
      results.addAll(checkpoints.results("checkpoint", rates.get(1), peer));
      return results;
    }
  }

  /** One kind of run, and how long training stood still in all of its kind. */
  private static final class Side implements Turn {
    private final JobSettings settings;
    private final JobConfig config;
    private final MeasuredEvents events;
    private final List<Double> standstills = new ArrayList<>();

    Side(JobSettings settings, String run, EmbeddedKafka kafka, EventTopic topic) {
      this.settings = settings;
      this.config = settings.config(kafka.bootstrapServers(), run, List.of(topic.name()));
      this.events = new MeasuredEvents(topic.events());
    }

    @Override
    public double take() throws InterruptedException {
      try (JobRun run = JobRun.start(config)) {
        double rate = run.rate(events);
        standstills.addAll(run.standstills());
        return rate;
      }
    }

    List<Result> results(String what, List<Double> rates, Peer peer) {
      List<Result> results = new ArrayList<>();
      results.add(
          Result.against(
              peer,
              "checkpoint",
              named(what, "throughput"),
              Measurement.of(rates, "examples/s"),
              Better.HIGHER,
              Goal.ratio(1 - LOST_AT_MOST)));
      if (!standstills.isEmpty()) {
        results.add(
            Result.alone(
                "checkpoint",
                named(what, "training stands still"),
                Measurement.of(standstills, "ms"),
                Goal.atMost(LOST_AT_MOST * settings.interval().toMillis())));
      }
      return results;
    }

    private Map<String, Object> named(String what, String measured) {
      StateSize size = StateSize.of(config.architecture());
      Map<String, Object> named = settings.named();
      named.put("what", what);
      named.put("measured", measured);
      named.put("weightsMebibytes", rounded(size.weights()));
      named.put("stateMebibytes", rounded(size.state()));
      named.put("events", events.count());
      return named;
    }

    private static double rounded(double mebibytes) {
      return Math.round(mebibytes * 10) / 10.0;
    }
  }
}
