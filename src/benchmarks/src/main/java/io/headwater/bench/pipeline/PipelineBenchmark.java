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
import io.headwater.bench.job.MeasuredEvents;
import io.headwater.bench.job.Workload;
import io.headwater.cli.Opened;
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

  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events in the topic, of which the first fifth warms up.")
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
    MeasuredEvents measured = MeasuredEvents.of(events, workload);
    JobSettings settings = job.settings(interval);
    List<byte[]> distinct = new EventMaker(workload, 1).events(DISTINCT);
    try (Opened opened = new Opened()) {
      EmbeddedKafka kafka = opened.add(EmbeddedKafka.start());
      progress.show("filling the topic with " + measured.count() + " events");
      EventTopic topic = EventTopic.fill(kafka, "events", distinct, measured.count());
      JobConfig config =
          settings.config(kafka.bootstrapServers(), "pipeline", List.of(topic.name()));
      HandWrittenLoop peer = new HandWrittenLoop(config, distinct, settings.examples());
      List<List<Double>> samples =
          new Rounds(1, job.rounds())
              .inTurn(
                  "pipeline",
                  progress,
                  List.of(() -> jobRate(config, measured), () -> peer.rate(measured)));
      Map<String, Object> named = settings.named();
      named.put("events", measured.count());
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

  private static double jobRate(JobConfig config, MeasuredEvents measured)
      throws InterruptedException {
    try (JobRun run = JobRun.start(config)) {
      return run.rate(measured);
    }
  }
}
