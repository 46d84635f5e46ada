package io.headwater.bench.stepcost;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Combinations;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.ProvenEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench step-cost}. */
@Command(
    name = "step-cost",
    description = {
      "Times joint steps whose gradients of four tasks are combined in several ways, on examples",
      "that have one label each, against the step that takes their plain sum on the same examples."
    },
    mixinStandardHelpOptions = true)
public final class StepCostBenchmark extends Benchmark {
  private static final double AT_MOST = 1.35;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "lenet, alexnet or resnet18 (default: ${DEFAULT-VALUE}).")
  private String model = "lenet";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Examples of a mini-batch, a quarter for each task (default: ${DEFAULT-VALUE}).")
  private int batch = 64;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "auto, or an engine's name (default: ${DEFAULT-VALUE}).")
  private String engine = Engines.AUTO;

  @Option(names = "--warm-up", paramLabel = "STEPS", description = "Steps that are not counted.")
  private Optional<Integer> warmUp = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "Steps in a row of one kind.")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often all take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 31;

  @Option(
      names = "--combinations",
      paramLabel = "NAMES",
      split = ",",
      description = "Those that are timed beside the sum (default: all).")
  private List<String> combinations = List.of();

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    StepCostCase asked = asked();
    List<Combination> timed = timed();
    ProvenEngine proven = engine(asked);
    int inRow = steps.orElse(asked.usualSteps());
    int warmUpRounds = (warmUp.orElse(asked.usualWarmUp()) + inRow - 1) / inRow;
    List<List<Double>> samples;
    try (Opened opened = new Opened()) {
      List<Rounds.Turn> sides = new ArrayList<>();
      sides.add(opened.add(new TimedLearner(proven.engine(), asked, new Sum(), inRow)));
      for (Combination combination : timed) {
        sides.add(opened.add(new TimedLearner(proven.engine(), asked, combination, inRow)));
      }
      samples = new Rounds(warmUpRounds, rounds).inTurn(asked.toString(), progress, sides);
    }
    List<Result> results = new ArrayList<>();
    List<Double> plain = samples.get(0);
    for (int i = 0; i < timed.size(); i++) {
      List<Double> own = samples.get(i + 1);
      Map<String, Object> settings = settings(asked, timed.get(i), proven.describe());
      settings.put("stepsPerRound", inRow);
      settings.put("rounds", rounds);
      settings.put("milliseconds", Measurement.of(own, "ms").median());
      settings.put("millisecondsPlain", Measurement.of(plain, "ms").median());
      results.add(
          Result.alone(
              "step-cost",
              settings,
              Measurement.of(ratios(own, plain), "plain steps"),
              Goal.atMost(AT_MOST)));
    }
    return results;
  }

  private List<Combination> timed() {
    Map<String, Combination> byKind = new LinkedHashMap<>();
    Combinations.usual().stream()
        .filter(combination -> combination.gradients() != Gradients.JOINT)
        .forEach(combination -> byKind.put(combination.kind(), combination));
    for (String kind : combinations) {
      if (!byKind.containsKey(kind)) {
        throw refusal("--combinations has '" + kind + "'; there are " + byKind.keySet());
      }
    }
    if (!combinations.isEmpty()) {
      byKind.keySet().retainAll(combinations);
    }
    return List.copyOf(byKind.values());
  }

  /** Round by round, as what else happens on the machine meets both sides of a round alike. */
  private static List<Double> ratios(List<Double> own, List<Double> plain) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < plain.size(); round++) {
      ratios.add(own.get(round) / plain.get(round));
    }
    return ratios;
  }

  private Map<String, Object> settings(
      StepCostCase asked, Combination combination, EngineDescription description) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("combination", combination.kind());
    settings.put("model", model);
    settings.put("batch", batch);
    settings.put("input", asked.architecture().input().toString());
    settings.put("tasks", asked.architecture().tasks().size());
    settings.put("executor", description.engine());
    settings.put("device", description.device());
    return settings;
  }

  private StepCostCase asked() {
    try {
      return StepCostCase.of(model, batch);
    } catch (IllegalArgumentException e) {
      throw refusal(Reason.of(e));
    }
  }

  private ProvenEngine engine(StepCostCase asked) {
    try {
      return ProvenEngine.choose(engine, asked.architecture(), Precision.F32);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(Reason.of(e), e);
    }
  }
}
