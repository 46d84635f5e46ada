package io.headwater.bench.serve;

import io.headwater.bench.BenchModel;
import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.bench.consume.Latencies;
import io.headwater.bench.consume.PlainSession;
import io.headwater.bench.consume.PublishedSnapshot;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
import io.headwater.learning.task.Task;
import io.headwater.serve.ModelServer;
import io.headwater.serve.ServeConfig;
import io.headwater.serve.ServeMetrics;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench serve}. */
@Command(
    name = "serve",
    description = {
      "Predictions over HTTP, with clients that ask without a pause on the same machine, against",
      "ONNX Runtime alone; and requests that fail while snapshots are swapped."
    },
    mixinStandardHelpOptions = true)
public final class ServeBenchmark extends Benchmark {
  private static final List<Integer> BATCHES = List.of(1, 32);
  private static final double LEAST_RATIO = 0.9;
  private static final String IMAGES_PER_SECOND = "images/s";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "lenet, alexnet or resnet18 (default: ${DEFAULT-VALUE}).")
  private String model = "lenet";

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "How many ask at the same time (default: ${DEFAULT-VALUE}).")
  private int clients = 4;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds that count (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Rounds before them (default: ${DEFAULT-VALUE}).")
  private int warmUp = 2;

  @Option(
      names = "--millis",
      paramLabel = "N",
      description = "How long the clients of a side ask in a round (default: ${DEFAULT-VALUE}).")
  private int millis = 2000;

  @Option(
      names = "--swaps",
      paramLabel = "N",
      description = "Swaps under load (default: ${DEFAULT-VALUE}).")
  private int swaps = 50;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    if (clients < 1 || rounds < 1 || warmUp < 0 || millis < 1 || swaps < 1) {
      throw refusal("--clients, --rounds, --millis and --swaps must be at least 1, --warm-up 0");
    }
    BenchModel asked = asked();
    List<Snapshot> versions =
        List.of(
            PublishedSnapshot.of(asked, 1).assembled(), PublishedSnapshot.of(asked, 2).assembled());
    List<Result> results = new ArrayList<>();
    try (Opened opened = new Opened()) {
      LiveModel live = opened.add(new LiveModel());
      live.swap(versions.get(0));
      ModelServer server =
          opened.add(
              ModelServer.start(
                  ServeConfig.onPort(0), live, new ServeMetrics(asked.name()), file -> noFiles()));
      for (int batch : BATCHES) {
        results.add(rate(asked, server, versions.get(0), batch, progress));
      }
      results.add(swapping(asked, server, live, versions, progress));
    }
    return results;
  }

  private BenchModel asked() {
    try {
      return BenchModel.named(model);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private Result rate(
      BenchModel asked, ModelServer server, Snapshot snapshot, int batch, ProgressLine progress)
      throws Exception {
    byte[] images = asked.images(batch, new Random(1));
    byte[] request = request(asked, images, batch);
    int cores = Runtime.getRuntime().availableProcessors();
    List<Load> ours = new ArrayList<>();
    List<Load> usual = new ArrayList<>();
    List<Load> single = new ArrayList<>();
    try (PlainSession plain = new PlainSession(snapshot.payload(), asked.architecture());
        PlainSession one = PlainSession.ofOneThread(snapshot.payload(), asked.architecture())) {
      List<List<Double>> samples =
          new Rounds(warmUp, rounds)
              .inTurn(
                  "%s: requests of %d".formatted(model, batch),
                  progress,
                  List.of(
                      () ->
                          take(
                              ours,
                              clients,
                              () -> new HttpInference(server.port(), request),
                              batch),
                      () -> take(usual, 1, () -> new Alone(plain, images, batch), batch),
                      () -> take(single, cores, () -> new Alone(one, images, batch), batch)));
      Measurement allCores = Measurement.of(samples.get(1), IMAGES_PER_SECOND);
      Measurement callers = Measurement.of(samples.get(2), IMAGES_PER_SECOND);
      boolean callersWin = callers.median() > allCores.median();
      Map<String, Object> settings = settings("predictions");
      settings.put("batch", batch);
      putLatencies(settings, "", counted(ours));
      putLatencies(settings, "peer ", counted(callersWin ? single : usual));
      return Result.against(
          Peer.of(
              callersWin ? callers : allCores,
              "%s alone, the better of one caller on all cores (%,.0f) and a caller on each (%,.0f)"
                  .formatted(PlainSession.name(), allCores.median(), callers.median())),
          "serve",
          settings,
          Measurement.of(samples.get(0), IMAGES_PER_SECOND),
          Better.HIGHER,
          Goal.ratio(LEAST_RATIO));
    }
  }

  private double take(List<Load> taken, int callers, Callable<? extends Client> client, int batch)
      throws Exception {
    Load load = Load.of(callers, client, until(Duration.ofMillis(millis)));
    if (load.failed() > 0) {
      throw CommandFailure.failed(
          "%d calls failed: %s".formatted(load.failed(), reason(load)), load.failure());
    }
    taken.add(load);
    return load.rate() * batch;
  }

  private Result swapping(
      BenchModel asked,
      ModelServer server,
      LiveModel live,
      List<Snapshot> versions,
      ProgressLine progress)
      throws Exception {
    byte[] request = request(asked, asked.images(1, new Random(1)), 1);
    AtomicBoolean swapping = new AtomicBoolean(true);
    FutureTask<Void> swapped =
        new FutureTask<>(
            () -> {
              try {
                for (int i = 1; i <= swaps; i++) {
                  live.swap(versions.get(i % versions.size()));
                }
              } finally {
                swapping.set(false);
              }
            },
            null);
    progress.show("%s: %d swaps under load".formatted(model, swaps));
    new Thread(swapped, "swaps").start();
    Load load = Load.of(clients, () -> new HttpInference(server.port(), request), swapping::get);
    requireGood(swapped);
    Map<String, Object> settings = settings("requests that fail while snapshots are swapped");
    settings.put("batch", 1);
    settings.put("swaps", swaps);
    settings.put("seconds", load.seconds());
    putLatencies(settings, "", List.of(load));
    if (load.failed() > 0) {
      settings.put("failure", reason(load));
    }
    return Result.alone(
        "serve",
        settings,
        Measurement.of(List.of((double) load.failed()), "requests"),
        Goal.neverOver(0));
  }

  private static void requireGood(Future<Void> swaps) throws InterruptedException {
    try {
      swaps.get();
    } catch (ExecutionException e) {
      throw CommandFailure.failed("a swap failed: " + Reason.of(e), e);
    }
  }

  private byte[] request(BenchModel asked, byte[] images, int batch) {
    return HttpInference.request(
        asked.name(),
        images,
        batch,
        asked.architecture().input(),
        asked.architecture().tasks().stream().map(Task::name).toList());
  }

  private Map<String, Object> settings(String what) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("what", what);
    settings.put("clients", clients);
    settings.put("rounds", rounds);
    return settings;
  }

  private static void putLatencies(Map<String, Object> settings, String whose, List<Load> loads) {
    Latencies all = Latencies.join(loads.stream().map(Load::latencies).toList());
    settings.put(whose + "requests", all.millis().size());
    settings.put(whose + "p50 ms", all.median());
    settings.put(whose + "p99 ms", all.quantile(0.99));
    settings.put(
        whose + "processor us",
        loads.stream().mapToDouble(Load::processorMicros).average().orElse(Double.NaN));
  }

  private List<Load> counted(List<Load> loads) {
    return loads.subList(warmUp, loads.size());
  }

  private static BooleanSupplier until(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    return () -> System.nanoTime() < end;
  }

  private static String reason(Load load) {
    return load.failure() == null ? "unknown" : Reason.of(load.failure());
  }

  private static SeenImage noFiles() throws UnreadableImageException {
    throw new UnreadableImageException("no files are read here", new IllegalStateException());
  }

  /** The peer. */
  private record Alone(PlainSession session, byte[] images, int count) implements Client {
    @Override
    public void call() throws Exception {
      session.predict(images, count);
    }

    @Override
    public void close() {}
  }
}
