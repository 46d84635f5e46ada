package io.headwater.bench.ingest;

import io.headwater.bench.Benchmark;
import io.headwater.bench.Better;
import io.headwater.bench.Goal;
import io.headwater.bench.Measurement;
import io.headwater.bench.Peer;
import io.headwater.bench.Result;
import io.headwater.bench.Rounds;
import io.headwater.cli.Opened;
import io.headwater.cli.ProgressLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headwater bench ingest}. */
@Command(
    name = "ingest",
    description = {
      "Counts the events that one thread decodes, augments and batches in a second.",
      "The peer needs torchvision or Pillow (Debian: apt-get install python3-torchvision)."
    },
    mixinStandardHelpOptions = true)
public final class IngestBenchmark extends Benchmark {
  private static final String UNIT = "events/s";
  private static final double GOAL = 2;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often the sides take turns (default: ${DEFAULT-VALUE}).")
  private int rounds = 7;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Turns that are not counted (default: ${DEFAULT-VALUE}).")
  private int warmUp = 3;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events of a turn (default: as many as take about half a second).")
  private Optional<Integer> events = Optional.empty();

  @Override
  protected List<Result> measure(ProgressLine progress) throws Exception {
    progress.show("starting Python");
    try (Opened opened = new Opened()) {
      PythonStages python = PythonStages.open().map(opened::add).orElse(null);
      List<Result> results = new ArrayList<>();
      for (IngestCase each : IngestCase.all()) {
        OurStages ours = new OurStages(each);
        for (Stage stage : each.stages()) {
          results.add(result(each, stage, ours, python, progress));
        }
      }
      return results;
    }
  }

  private Result result(
      IngestCase asked,
      Stage stage,
      OurStages ours,
      @Nullable PythonStages python,
      ProgressLine progress)
      throws Exception {
    int count = events.orElse(asked.eventsPerTurn());
    List<Rounds.Turn> sides = new ArrayList<>();
    sides.add(() -> ours.rate(stage, count));
    if (python != null) {
      sides.add(() -> python.rate(stage, asked, count));
    }
    List<List<Double>> samples =
        new Rounds(warmUp, rounds).inTurn(stage.id() + " " + asked.id(), progress, sides);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("stage", stage.id());
    settings.put("format", stage == Stage.AUGMENT || stage == Stage.BATCH ? "any" : asked.format());
    settings.put("shape", asked.shape().toString());
    settings.put("threads", 1);
    settings.put("eventsPerRound", count);
    settings.put("allocatedBytesPerEvent", ours.allocatedPerEvent());
    Measurement measured = Measurement.of(samples.get(0), UNIT);
    if (python == null) {
      settings.put(
          "peerMissing",
          "no python3 has torchvision or Pillow: apt-get install python3-torchvision");
      return Result.alone("ingest", settings, measured, Goal.ratio(GOAL));
    }
    Peer peer = Peer.of(Measurement.of(samples.get(1), UNIT), python.what());
    return Result.against(peer, "ingest", settings, measured, Better.HIGHER, Goal.ratio(GOAL));
  }
}
