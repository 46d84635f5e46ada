package io.headwater.bench.quality;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.ProgressLine;
import io.headwater.cli.Reason;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.ProvenEngine;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.task.Task;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater bench quality}. */
@Command(
    name = "quality",
    description = {
      "How often both garments of an image of MultiFashion are named rightly, after training on each",
      "image once or a few times: a network for each task, equal weights, and every other method."
    },
    mixinStandardHelpOptions = true)
public final class QualityBenchmark implements Callable<Integer> {
  private static final Adam OPTIMISER = Adam.withLearningRate(1e-3);
  private static final long PAIRING_SEED = 1;
  private static final int METRICS_WINDOW = 1000;

  @Option(
      names = "--images",
      paramLabel = "DIRECTORY",
      description = "Fashion-MNIST, four files as published (default: ${DEFAULT-VALUE}).")
  private Path images = Path.of(GarmentFolder.DEBIAN);

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "NAME",
      description = "Some of the methods only, by name.")
  private List<String> methods = List.of();

  @Option(
      names = "--passes",
      paramLabel = "P",
      description = "How often each image is seen (default: ${DEFAULT-VALUE}).")
  private int passes = 1;

  @Option(
      names = "--seeds",
      paramLabel = "S",
      description = "How often each method is tried (default: ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "M",
      description = "Shares of the labels that are missing, in [0, 1) (default: 0).")
  private List<Double> missing = List.of(0.0);

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "W",
      description = "Times as many channels and units as usual (default: 1).")
  private List<Integer> widths = List.of(1);

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "auto, or an engine's name (default: ${DEFAULT-VALUE}).")
  private String engine = Engines.AUTO;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results there as well.")
  private @Nullable Path json;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draws the results there, as SVG.")
  private @Nullable Path plot;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Method> asked = check();
    GarmentFolder garments = GarmentFolder.read(images);
    List<TwoGarments> train = MultiFashion.of(garments.train(), PAIRING_SEED);
    List<TwoGarments> test = MultiFashion.of(garments.test(), PAIRING_SEED);
    ProgressLine progress = new ProgressLine(out, Boolean.getBoolean("headwater.terminal"));
    List<QualityRow> rows = new ArrayList<>();
    QualityTable table = new QualityTable(out);
    for (int width : widths) {
      for (double share : missing) {
        for (Method method : asked) {
          List<Accuracies> runs = new ArrayList<>();
          for (int seed = 1; seed <= seeds; seed++) {
            progress.show(
                String.format(
                    Locale.ROOT,
                    "%s, %.0f %% of labels missing, width %d: seed %d of %d",
                    method.name(),
                    100 * share,
                    width,
                    seed,
                    seeds));
            runs.add(run(method, width, new Training(train, passes, share, seed), test));
          }
          rows.add(QualityRow.of(method.name(), share, width, passes, runs));
          progress.end();
          table.print(rows.get(rows.size() - 1));
        }
      }
    }
    if (json != null) {
      JsonFile.write(json, rows);
    }
    if (plot != null) {
      QualityPlot.write(rows, plot);
    }
    return ExitCode.OK;
  }

  private Accuracies run(Method method, int width, Training training, List<TwoGarments> test) {
    Map<Task, Double> accuracies = new HashMap<>();
    for (List<Task> tasks : method.together()) {
      Architecture architecture = TwoHeads.of(tasks, width);
      LearnerConfig config =
          new LearnerConfig(
              OPTIMISER,
              method.weighting(),
              method.combination(),
              Double.POSITIVE_INFINITY,
              training.seed(),
              METRICS_WINDOW);
      try (Learner learner =
          Learner.open(
              engine(architecture).engine(),
              architecture,
              config,
              InitialState.of(architecture, training.seed()),
              Precision.F32)) {
        training.miniBatches(tasks, learner::step);
        accuracies.putAll(Accuracies.of(learner, tasks, test).byTask());
      }
    }
    return new Accuracies(accuracies);
  }

  private ProvenEngine engine(Architecture architecture) {
    try {
      return ProvenEngine.choose(engine, architecture, Precision.F32);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(Reason.of(e), e);
    }
  }

  private List<Method> check() {
    require(passes > 0, "--passes is " + passes + "; it must be at least 1");
    require(seeds > 0, "--seeds is " + seeds + "; it must be at least 1");
    missing.forEach(
        share ->
            require(share >= 0 && share < 1, "--missing has " + share + "; it must be in [0, 1)"));
    widths.forEach(
        width -> require(width > 0, "--widths has " + width + "; it must be at least 1"));
    List<Method> all = Method.all();
    List<String> names = all.stream().map(Method::name).toList();
    methods.forEach(
        name ->
            require(
                names.contains(name), "--methods has " + name + "; each must be one of " + names));
    return all.stream()
        .filter(method -> methods.isEmpty() || methods.contains(method.name()))
        .toList();
  }

  private void require(boolean condition, String sentence) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }
}
