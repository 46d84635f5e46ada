package io.headwater.bench.consume;

import io.headwater.bench.BenchModel;
import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.bench.consume.ServingStages.Stages;
import io.headwater.bench.consume.SwapDelay.Window;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Snapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench consume}. */
@Command(
    name = "consume",
    description = {
      "Times a snapshot from its records to serving, predictions by ONNX Runtime, and predictions"
          + " while snapshots are swapped."
    },
    mixinStandardHelpOptions = true)
public final class ConsumeBenchmark extends Benchmark {
  private static final List<Integer> BATCHES = List.of(1, 32);
  private static final double MAX_DELAY_MILLIS = 10;
  private static final double MAX_SERVING_MILLIS = 2000;
  private static final String MILLIS = "ms";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "lenet, alexnet or resnet18 (default: ${DEFAULT-VALUE}).")
  private String model = "lenet";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds that count: swaps of each side (default: ${DEFAULT-VALUE}).")
  private int rounds = 9;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Rounds before them (default: ${DEFAULT-VALUE}).")
  private int warmUp = 3;

  @Option(
      names = "--millis",
      paramLabel = "N",
      description =
          "How long one side predicts in a round, for the rate (default: ${DEFAULT-VALUE}).")
  private int millis = 1000;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    if (rounds < 1 || warmUp < 0 || millis < 1) {
      throw refusal(
          "--rounds is %d, --warm-up %d, --millis %d; they must be at least 1, 0 and 1"
              .formatted(rounds, warmUp, millis));
    }
    BenchModel asked = asked();
    progress.show("exporting " + model);
    PublishedSnapshot published = PublishedSnapshot.of(asked);
    List<Result> results = new ArrayList<>();
    results.add(serving(asked, published, progress));
    for (int batch : BATCHES) {
      results.add(rate(asked, published.assembled(), batch, progress));
    }
    results.add(delay(asked, published, progress));
    return results;
  }

  private BenchModel asked() {
    try {
      return BenchModel.named(model);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private Result serving(BenchModel asked, PublishedSnapshot published, ProgressLine progress)
      throws Exception {
    try (ServingStages stages = new ServingStages(published, asked.images(1, new Random(1)))) {
      List<Double> samples = turns("snapshot to serving", progress, List.of(stages)).get(0);
      Map<String, Object> settings = settings("snapshot to serving");
      settings.put("payloadBytes", published.assembled().payload().length);
      settings.put("chunks", published.chunks().size());
      settings.put("assemblyMs", median(stages, Stages::assembly));
      settings.put("verificationMs", median(stages, Stages::verification));
      settings.put("loadMs", median(stages, Stages::load));
      settings.put("swapMs", median(stages, Stages::swap));
      return Result.alone(
          "consume", settings, Measurement.of(samples, MILLIS), Goal.atMost(MAX_SERVING_MILLIS));
    }
  }

  private Result rate(BenchModel asked, Snapshot snapshot, int batch, ProgressLine progress)
      throws Exception {
    byte[] images = asked.images(batch, new Random(1));
    Duration duration = Duration.ofMillis(millis);
    try (OnnxModel ours = new OnnxModel(snapshot);
        PlainSession plain = new PlainSession(snapshot.payload(), asked.architecture())) {
      List<List<Double>> samples =
          turns(
              "predictions of " + batch,
              progress,
              List.of(
                  new PredictionRate(() -> ours.predict(images, batch), batch, duration),
                  new PredictionRate(() -> plain.predict(images, batch), batch, duration)));
      Map<String, Object> settings = settings("predictions");
      settings.put("batch", batch);
      settings.put("threads", Runtime.getRuntime().availableProcessors());
      return Result.against(
          Peer.of(Measurement.of(samples.get(1), "images/s"), PlainSession.name() + " by hand"),
          "consume",
          settings,
          Measurement.of(samples.get(0), "images/s"),
          Better.HIGHER,
          Goal.ratio(0.9));
    }
  }

  private Result delay(BenchModel asked, PublishedSnapshot published, ProgressLine progress)
      throws Exception {
    byte[] image = asked.images(1, new Random(1));
    try (Opened opened = new Opened()) {
      SwapDelay ours =
          opened.add(new SwapDelay(Service.live(published.assembled()), published, image));
      SwapDelay peer =
          opened.add(new SwapDelay(Service.locked(published.assembled()), published, image));
      List<List<Double>> samples = turns("swaps", progress, List.of(ours, peer));
      Map<String, Object> settings = settings("longest delay of a prediction by a swap");
      settings.put("batch", 1);
      putLatencies(settings, "", counted(ours.taken()));
      putLatencies(settings, "peer", counted(peer.taken()));
      return Result.against(
          Peer.of(
              Measurement.of(samples.get(1), MILLIS),
              "a consumer that loads the new model under the lock of predictions"),
          "consume",
          settings,
          Measurement.of(samples.get(0), MILLIS),
          Better.LOWER,
          Goal.neverOver(MAX_DELAY_MILLIS));
    }
  }

  private static void putLatencies(
      Map<String, Object> settings, String prefix, List<Window> windows) {
    Latencies quiet = Latencies.join(windows.stream().map(Window::quiet).toList());
    Latencies swapping = Latencies.join(windows.stream().map(Window::swapping).toList());
    double limit = quiet.median() + MAX_DELAY_MILLIS;
    putLatencies(settings, prefix + " quiet", quiet, limit);
    putLatencies(settings, prefix + " swapping", swapping, limit);
  }

  private static void putLatencies(
      Map<String, Object> settings, String when, Latencies latencies, double limit) {
    String of = when.strip();
    settings.put(of + " predictions", latencies.millis().size());
    settings.put(of + " p50 ms", latencies.median());
    settings.put(of + " p99 ms", latencies.quantile(0.99));
    settings.put(of + " max ms", latencies.max());
    settings.put(of + " late by 10 ms", latencies.countOver(limit));
  }

  private List<List<Double>> turns(String what, ProgressLine progress, List<Rounds.Turn> sides)
      throws Exception {
    return new Rounds(warmUp, rounds).inTurn(model + ": " + what, progress, sides);
  }

  private Map<String, Object> settings(String what) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("what", what);
    settings.put("rounds", rounds);
    settings.put(
        "collectors",
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(MemoryManagerMXBean::getName)
            .toList());
    return settings;
  }

  private double median(ServingStages stages, ToDoubleFunction<Stages> stage) {
    return Measurement.of(
            counted(stages.taken()).stream().map(each -> stage.applyAsDouble(each)).toList(),
            MILLIS)
        .median();
  }

  /** Those of the rounds that count. */
  private <T> List<T> counted(List<T> taken) {
    return taken.subList(warmUp, taken.size());
  }
}
