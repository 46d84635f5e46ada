package io.headwater.bench.engine;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import java.util.ArrayList;
import java.util.List;
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
  /** The only one, so that it may be left out. */
  enum PeerEngine {
    libtorch
  }

  @Option(names = "--model", paramLabel = "NAME", description = "A backbone, as in configuration.")
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
      List<LibtorchChoice<LibtorchStep>> peers = peers(asked, ours, inRow, opened, progress);
      List<Rounds.Turn> sides = new ArrayList<>();
      sides.add(new TimedSteps(ours, asked, inRow));
      for (LibtorchChoice<LibtorchStep> each : peers) {
        if (each.step() != null) {
          sides.add(new TimedSteps(each.step(), asked, inRow));
        }
      }
      List<List<Double>> samples =
          new Rounds(warmUpRounds, rounds).inTurn(asked.toString(), progress, sides);
      EngineReport report =
          new EngineReport(asked, ours, samples.get(0), SgemmPeak.measure(), inRow, rounds);
      List<Result> results = new ArrayList<>();
      int side = 1;
      for (LibtorchChoice<LibtorchStep> each : peers) {
        results.add(
            each.step() == null
                ? report.alone(each)
                : report.against(each.step(), each.leftOut(), samples.get(side++)));
      }
      return results;
    }
  }

  private static List<LibtorchChoice<LibtorchStep>> peers(
      EngineCase asked, OurStep ours, int inRow, Opened opened, ProgressLine progress)
      throws Exception {
    progress.show("the first steps, to judge libtorch by");
    Judge judge = Judge.of(asked, ours.engine());
    List<LibtorchChoice<LibtorchStep>> peers = new ArrayList<>();
    for (Precision each : asked.peerPrecisions()) {
      LibtorchChoice.Opening<LibtorchStep> open = in -> LibtorchStep.open(asked, each, in);
      peers.add(opened.add(LibtorchChoice.of(asked, each, open, inRow, judge, progress)));
    }
    return peers;
  }

  private EngineCase asked() {
    try {
      return EngineCase.of(model, batch, precision);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }
}
