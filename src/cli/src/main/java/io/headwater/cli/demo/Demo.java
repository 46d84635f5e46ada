package io.headwater.cli.demo;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Followers;
import io.headwater.cli.JobStart;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
import io.headwater.cli.TemporaryDirectory;
import io.headwater.cli.demo.DemoReport.Seconds;
import io.headwater.cli.demo.DemoReport.Snapshots;
import io.headwater.cli.demo.DemoReport.TaskReport;
import io.headwater.cli.feed.Feeder;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.LocalJob;
import io.headwater.job.config.JobConfig;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.TaskScore;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The main job, end to end, in one JVM: events go to Kafka, the job learns from them and publishes
 * snapshots, a consumer follows these, and the last one is scored on images that were never sent.
 */
final class Demo {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long SEED = 1;

  private final DemoConfig demoConfig;
  private final long events;
  private final Optional<KafkaClients> kafka;
  private final int port;
  private final PrintWriter out;
  private final boolean terminal;
  private final FashionMnist images = FashionMnist.load();

  /**
   * @param demoConfig of the job
   * @param kafka the broker; without it, one runs in this JVM
   * @param port of the broker in this JVM, 0 for any free one
   * @param terminal whether a line on the screen can be overwritten
   */
  Demo(
      DemoConfig demoConfig,
      long events,
      Optional<KafkaClients> kafka,
      int port,
      PrintWriter out,
      boolean terminal) {
    this.demoConfig = demoConfig;
    this.events = events;
    this.kafka = kafka;
    this.port = port;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * @throws CommandFailure if the job fails, or nothing goes on for minutes
   */
  DemoReport run() throws InterruptedException {
    try (Opened opened = new Opened()) {
      DemoBroker broker = opened.add(broker());
      JobConfig config = demoConfig.of(broker.clients(), broker.topics());
      TemporaryDirectory checkpoints = opened.add(TemporaryDirectory.create());
      LocalJob job = opened.add(LocalJob.start(config, checkpoints.path()));
      JobStart.await(job);
      double ready = Uptime.seconds();
      out.printf(Locale.ROOT, "job ready after %.1f s%n", ready);

      SnapshotConsumer consumer = opened.add(new SnapshotConsumer(Followers.of(config)));
      RejectedEvents rejected =
          opened.add(new RejectedEvents(broker.clients(), config.kafka().rejectedTopic()));
      DemoEvents series = new DemoEvents(images.sent(), SEED, demoConfig.tasks());
      Feeder feeder = new Feeder(series, broker.clients(), broker.topics().prefix());
      Feeding feeding = opened.add(new Feeding(feeder, events));
      Progress progress =
          new Progress(
              events,
              feeding,
              consumer,
              rejected,
              config.training().checkpointInterval(),
              config.architecture().leastImages());
      await(progress, job);
      return report(config, progress, consumer, ready);
    }
  }

  private DemoBroker broker() throws InterruptedException {
    List<DemoTask> tasks = demoConfig.tasks();
    return kafka.isPresent() ? DemoBroker.at(kafka.get(), tasks) : DemoBroker.embedded(port, tasks);
  }

  /** Until the newest snapshot has learned from every event that was not rejected, but the last. */
  private void await(Progress progress, LocalJob job) throws InterruptedException {
    ProgressLine line = new ProgressLine(out, terminal);
    try {
      while (!progress.complete()) {
        progress.poll(POLL);
        line.show(progress.toString());
        if (Thread.interrupted()) {
          throw new InterruptedException("told to stop");
        }
        Optional<Throwable> failure = job.failure();
        if (failure.isPresent()) {
          throw CommandFailure.failed("the job failed: " + Reason.of(failure.get()), failure.get());
        }
      }
    } finally {
      line.end();
    }
  }

  private DemoReport report(
      JobConfig config, Progress progress, SnapshotConsumer consumer, double ready) {
    double learned = Uptime.seconds();
    out.println("scoring the last snapshot on images that were never sent");
    HeldOut heldOut = new HeldOut(images, config);
    Manifest last = consumer.manifest().orElseThrow();
    Map<String, TaskReport> tasks = tasks(last, heldOut, consumer.model());
    DemoReport report =
        new DemoReport(
            progress.sent(),
            progress.rejected(),
            last.provenance().engine(),
            progress.learned() / (learned - ready),
            new Seconds(ready, consumer.firstVerified().orElseThrow(), Uptime.seconds()),
            tasks,
            new Snapshots(
                last.version(), consumer.verified(), last.version(), last.payload().bytes()));
    DemoTable.print(report, heldOut.scoreOfMeanEdgeMap(), out);
    return report;
  }

  private static Map<String, TaskReport> tasks(Manifest last, HeldOut heldOut, LiveModel live) {
    Map<String, TaskReport> tasks = new LinkedHashMap<>();
    for (TaskScore score : last.provenance().scores()) {
      DemoTask task = DemoTask.of(score.task());
      tasks.put(
          score.task(),
          new TaskReport(
              score.kind().id(),
              score.examples(),
              score.headline(),
              score.values().getOrDefault(score.headline(), Double.NaN),
              live.use(model -> heldOut.score(model, task))));
    }
    return tasks;
  }
}
