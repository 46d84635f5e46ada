package io.headwater.bench.engine;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench engine}. */
@Command(
    name = "engine",
    description = {
      "Times one joint training step: forward, loss of two heads of 10 classes, backward, Adam."
    },
    mixinStandardHelpOptions = true)
public final class EngineBenchmark extends Benchmark {
  private static final String UNIT = "images/s";

  /** The only one, so that it may be left out. */
  enum PeerEngine {
    libtorch
  }

  @Option(names = "--model", paramLabel = "NAME", description = "lenet, alexnet or resnet18.")
  private String model = "lenet";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples of a mini-batch (default: ${DEFAULT-VALUE}).")
  private int batch = 64;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "f32, or bf16: ours in bf16 against libtorch in f32 and in bf16.")
  private String precision = "f32";

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PeerEngine peer = PeerEngine.libtorch;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Ours: auto, or an engine's name (default: ${DEFAULT-VALUE}).")
  private String engine = Engines.AUTO;

  @Option(names = "--warm-up", paramLabel = "STEPS", description = "Steps that are not counted.")
  private Optional<Integer> warmUp = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "Steps in a row of one side.")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often the sides take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 9;

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    EngineCase asked = asked();
    int inRow = steps.orElse(asked.usualSteps());
    int warmUpRounds = (warmUp.orElse(asked.usualWarmUp()) + inRow - 1) / inRow;
    try (Opened opened = new Opened()) {
      progress.show("loading");
      OurStep ours = opened.add(OurStep.open(engine, asked));
      List<LibtorchStep> peers = new ArrayList<>();
      for (Precision each : asked.peerPrecisions()) {
        peers.add(opened.add(LibtorchStep.fastest(asked, each, inRow, progress)));
      }
      List<Rounds.Turn> sides = new ArrayList<>();
      sides.add(new TimedSteps(ours, asked, inRow));
      peers.forEach(side -> sides.add(new TimedSteps(side, asked, inRow)));
      List<List<Double>> samples =
          new Rounds(warmUpRounds, rounds).inTurn(asked.toString(), progress, sides);
      SgemmPeak peak = SgemmPeak.measure();
      List<Result> results = new ArrayList<>();
      for (int p = 0; p < peers.size(); p++) {
        results.add(
            result(asked, ours, samples.get(0), peers.get(p), samples.get(p + 1), peak, inRow));
      }
      return results;
    }
  }

  private EngineCase asked() {
    try {
      return EngineCase.of(model, batch, precision);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private Result result(
      EngineCase asked,
      OurStep ours,
      List<Double> ourSamples,
      LibtorchStep libtorch,
      List<Double> libtorchSamples,
      SgemmPeak peak,
      int inRow)
      throws Exception {
    Measurement measured = Measurement.of(ourSamples, UNIT);
    Measurement other = Measurement.of(libtorchSamples, UNIT);
    StepFlops flops = StepFlops.of(asked.architecture());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", asked.model());
    settings.put("batch", batch);
    settings.put("precision", asked.precision().id());
    settings.put("input", asked.architecture().input().toString());
    settings.put("parameters", asked.parameters());
    settings.put("engine", ours.engine());
    settings.put("executor", ours.description().engine());
    settings.put("device", ours.description().device());
    settings.put("threads", Libtorch.threads());
    settings.put("stepsPerRound", inRow);
    settings.put("rounds", rounds);
    settings.put("peerPrecision", libtorch.precision().id());
    settings.put("peerMemoryFormat", libtorch.format().id());
    settings.put("peerUpdateShare", libtorch.updateShare(batch / other.median()));
    settings.put("gigaflopPerImage", flops.perImage() / 1e9);
    settings.put("sgemmGigaflops", peak.gigaflops());
    settings.put("shareOfSgemmPeak", peak.share(flops, measured.median()));
    settings.put("peerShareOfSgemmPeak", peak.share(flops, other.median()));
    settings.put("openMpRuntimes", OpenMpRuntimes.loaded());
    return Result.against(
        Peer.of(other, libtorch.what()),
        "engine",
        settings,
        measured,
        Better.HIGHER,
        Goal.ratio(asked.goal(libtorch.precision())));
  }
}
