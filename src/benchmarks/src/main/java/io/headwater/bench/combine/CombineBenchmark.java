package io.headwater.bench.combine;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
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

/** {@code headwater bench combine}. */
@Command(
    name = "combine",
    description = {
      "Times a joint step that takes the gradients of four tasks one by one, on examples that",
      "have one label each, against the plain step on the same examples."
    },
    mixinStandardHelpOptions = true)
public final class CombineBenchmark extends Benchmark {
  private static final double AT_MOST = 1.3;

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
      description = "How often the two take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 31;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    CombineCase asked = asked();
    ProvenEngine proven = engine(asked);
    int inRow = steps.orElse(asked.usualSteps());
    int warmUpRounds = (warmUp.orElse(asked.usualWarmUp()) + inRow - 1) / inRow;
    try (Opened opened = new Opened()) {
      TimedLearner oneByOne =
          opened.add(new TimedLearner(proven.engine(), asked, new OneByOne(), inRow));
      TimedLearner plain = opened.add(new TimedLearner(proven.engine(), asked, new Sum(), inRow));
      List<List<Double>> samples =
          new Rounds(warmUpRounds, rounds)
              .inTurn(asked.toString(), progress, List.of(oneByOne, plain));
      Map<String, Object> settings = settings(asked, proven.describe());
      settings.put("stepsPerRound", inRow);
      settings.put("rounds", rounds);
      settings.put("millisecondsOneByOne", Measurement.of(samples.get(0), "ms").median());
      settings.put("millisecondsPlain", Measurement.of(samples.get(1), "ms").median());
      return List.of(
          Result.alone(
              "combine",
              settings,
              Measurement.of(ratios(samples.get(0), samples.get(1)), "plain steps"),
              Goal.atMost(AT_MOST)));
    }
  }

  /** Round by round, as what else happens on the machine meets both sides of a round alike. */
  private static List<Double> ratios(List<Double> oneByOne, List<Double> plain) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < plain.size(); round++) {
      ratios.add(oneByOne.get(round) / plain.get(round));
    }
    return ratios;
  }

  private Map<String, Object> settings(CombineCase asked, EngineDescription description) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", model);
    settings.put("batch", batch);
    settings.put("input", asked.architecture().input().toString());
    settings.put("tasks", asked.architecture().tasks().size());
    settings.put("executor", description.engine());
    settings.put("device", description.device());
    return settings;
  }

  private CombineCase asked() {
    try {
      return CombineCase.of(model, batch);
    } catch (IllegalArgumentException e) {
      throw refusal(Reason.of(e));
    }
  }

  private ProvenEngine engine(CombineCase asked) {
    try {
      return ProvenEngine.choose(engine, asked.architecture(), Precision.F32);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(Reason.of(e), e);
    }
  }
}
