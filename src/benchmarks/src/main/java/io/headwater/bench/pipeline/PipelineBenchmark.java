package io.headwater.bench.pipeline;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.bench.job.EventMaker;
import io.headwater.bench.job.EventTopic;
import io.headwater.bench.job.JobOptions;
import io.headwater.bench.job.JobRun;
import io.headwater.bench.job.JobSettings;
import io.headwater.bench.job.Workload;
import io.headwater.cli.ProgressLine;
import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code headwater bench pipeline}. */
@Command(
    name = "pipeline",
    description = {
      "Examples per second through the whole job, from a filled topic and with checkpoints,",
      "against a loop in one process that takes the same events from memory."
    },
    mixinStandardHelpOptions = true)
public final class PipelineBenchmark extends Benchmark {
  private static final int DISTINCT = 512;
  // The last mini-batches may be smaller, as some tasks have no events left.
  private static final double MEASURED_SHARE = 0.98;

  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events in the topic, of which the first tenth warms up.")
  private long events;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "Between checkpoints; ${DEFAULT-VALUE} if not given.",
      defaultValue = "10")
  private double interval = 10;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    Workload workload = job.workload();
    long count = events > 0 ? events : defaultEvents(workload);
    JobSettings settings = job.settings(interval);
    List<byte[]> distinct = new EventMaker(workload, 1).events(DISTINCT);
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      progress.show("filling the topic with " + count + " events");
      EventTopic topic = EventTopic.fill(kafka, "events", distinct, count);
      JobConfig config =
          settings.config(kafka.bootstrapServers(), "pipeline", List.of(topic.name()));
      HandWrittenLoop peer = new HandWrittenLoop(config, distinct, settings.examples());
      List<List<Double>> samples =
          new Rounds(1, job.rounds())
              .inTurn(
                  "pipeline",
                  progress,
                  List.of(
                      () -> jobRate(config, count), () -> peer.rate(count / 10, measured(count))));
      Map<String, Object> named = settings.named();
      named.put("events", count);
      return List.of(
          Result.against(
              Peer.of(
                  Measurement.of(samples.get(1), "examples/s"),
                  "a hand-written loop in one process, events in memory, same engine"),
              "pipeline",
              named,
              Measurement.of(samples.get(0), "examples/s"),
              Better.HIGHER,
              Goal.ratio(workload == Workload.LENET ? 0.9 : 0.97)));
    }
  }

  private static double jobRate(JobConfig config, long count) {
    try (JobRun run = JobRun.start(config)) {
      return run.rate(count / 10, measured(count));
    }
  }

  private static long measured(long count) {
    return (long) (count * MEASURED_SHARE);
  }

  private static long defaultEvents(Workload workload) {
    return workload == Workload.LENET ? 100_000 : 2_000;
  }
}
