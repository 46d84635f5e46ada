package io.headwater.bench.memory;

import io.headwater.bench.BenchModel;
import io.headwater.bench.Benchmark;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Result;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.ProvenEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench memory}. */
@Command(
    name = "memory",
    description = {
      "Reads the process's memory over a long training: all of it, and how much of it grows.",
      "Exits with 1 if a goal is missed."
    },
    mixinStandardHelpOptions = true)
public final class MemoryBenchmark extends Benchmark {
  private static final String LENET = "lenet";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "lenet, alexnet or resnet18 (default: ${DEFAULT-VALUE}).")
  private String model = LENET;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "auto, or an engine's name (default: ${DEFAULT-VALUE}).")
  private String engine = Engines.AUTO;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples of a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batch = 32;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Joint steps (default: ${DEFAULT-VALUE}).")
  private int steps = 20_000;

  @Option(
      names = "--settling",
      paramLabel = "N",
      description = "Those before the first reading (default: a tenth).")
  private Optional<Integer> settling = Optional.empty();

  @Option(
      names = "--readings",
      paramLabel = "N",
      description = "How often memory is read (default: ${DEFAULT-VALUE}).")
  private int readings = 40;

  @Option(
      names = "--max-resident",
      paramLabel = "MB",
      description = "The goal (default: 1200 for lenet, 4000 for others).")
  private Optional<Double> maxResident = Optional.empty();

  @Option(
      names = "--max-growth",
      paramLabel = "PERCENT",
      description = "The goal (default: ${DEFAULT-VALUE}).")
  private double maxGrowth = 2;

  @Override
  protected boolean failsWhenMissed() {
    return true;
  }

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    LongTraining training = asked();
    ProvenEngine proven = engine(training);
    Engine found = proven.engine();
    EngineDescription description = proven.describe();
    List<ProcessMemory> read = training.run(found, progress);
    Measurement growth = growth(read, ProcessMemory::inUse);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("engine", found.name());
    settings.put("executor", description.engine());
    settings.put("device", description.device());
    settings.put("batch", batch);
    settings.put("steps", steps);
    settings.put("settlingSteps", training.settling());
    settings.put("readings", read.size());
    settings.put("heapMaxMB", Runtime.getRuntime().maxMemory() / 1e6);
    settings.put("peakResidentMB", read.get(read.size() - 1).peak());
    settings.put("liveHeapMB", median(read, ProcessMemory::heap));
    settings.put("nativeMB", median(read, ProcessMemory::nativeSide));
    settings.put("javacppPhysicalMB", median(read, ProcessMemory::javacpp));
    settings.put("growthPercent", growth.median());
    settings.put("liveHeapGrowthPercent", growth(read, ProcessMemory::heap).median());
    settings.put("nativeGrowthPercent", growth(read, ProcessMemory::nativeSide).median());
    return List.of(
        Result.alone(
            "memory",
            settings("resident", settings),
            Measurement.of(read.stream().map(ProcessMemory::resident).toList(), "MB"),
            Goal.neverOver(maxResident.orElse(model.equals(LENET) ? 1200.0 : 4000.0))),
        Result.alone("memory", settings("growth", settings), growth, Goal.atMost(maxGrowth)));
  }

  private LongTraining asked() {
    try {
      return new LongTraining(
          BenchModel.named(model), batch, settling.orElse(steps / 10), steps, readings);
    } catch (IllegalArgumentException e) {
      throw refusal(Reason.of(e));
    }
  }

  private ProvenEngine engine(LongTraining training) {
    try {
      return ProvenEngine.choose(engine, training.model().architecture(), Precision.F32);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(Reason.of(e), e);
    }
  }

  private static Map<String, Object> settings(String what, Map<String, Object> common) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("what", what);
    settings.putAll(common);
    return settings;
  }

  /** Percent by which the last quarter of the readings is over the median of the first. */
  private static Measurement growth(
      List<ProcessMemory> read, ToDoubleFunction<ProcessMemory> value) {
    int quarter = read.size() / 4;
    double first = median(read.subList(0, quarter), value);
    return Measurement.of(
        read.subList(read.size() - quarter, read.size()).stream()
            .map(reading -> 100 * (value.applyAsDouble(reading) / first - 1))
            .toList(),
        "%");
  }

  private static double median(List<ProcessMemory> read, ToDoubleFunction<ProcessMemory> value) {
    return Measurement.of(read.stream().map(reading -> value.applyAsDouble(reading)).toList(), "MB")
        .median();
  }
}
