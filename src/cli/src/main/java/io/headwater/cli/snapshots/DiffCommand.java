package io.headwater.cli.snapshots;

import static java.util.Objects.requireNonNull;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.snapshots.Snapshot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots diff}. */
@Command(
    name = "diff",
    description =
        "Says what lies between two snapshots: examples learned from, scores, and how far each"
            + " network's parameters went.",
    footer = {
      "",
      "Example:",
      "  headwater snapshots diff --kafka localhost:9092 --model garments 20 25"
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Parameters(index = "0", paramLabel = "FROM", description = "The earlier version.")
  private long from;

  @Parameters(index = "1", paramLabel = "TO", description = "The later version.")
  private long to;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes it there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (from >= to) {
      throw new ParameterException(
          spec.commandLine(), "FROM is %d and TO is %d; FROM must be less".formatted(from, to));
    }
    Map<Long, Snapshot> both =
        new TopicSnapshots(topic.follower(kafkaProperties)).find(Set.of(from, to));
    SnapshotDiff diff =
        SnapshotDiff.of(requireNonNull(both.get(from)), requireNonNull(both.get(to)));
    print(diff, spec.commandLine().getOut());
    if (json != null) {
      JsonFile.write(json, diff);
    }
    return ExitCode.OK;
  }

  private static void print(SnapshotDiff diff, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "version %d to %d: %,d steps, %,d examples, %.1f s%n",
        diff.from(),
        diff.to(),
        diff.steps(),
        diff.examples(),
        diff.seconds());
    if (!diff.sameLineage()) {
      out.println("they are of two lineages: the second does not come from the first");
    }
    if (!diff.sameArchitecture()) {
      out.println("they are of two architectures: only tensors that both have are compared");
    }
    diff.partitions()
        .forEach(
            each ->
                out.printf(
                    Locale.ROOT,
                    "  %+,d examples of %s/%d%n",
                    each.examples(),
                    each.topic(),
                    each.partition()));
    out.printf("%n%-20s %-14s %8s %8s %8s%n", "task", "metric", "from", "to", "change");
    diff.scores()
        .forEach(
            each ->
                out.printf(
                    Locale.ROOT,
                    "%-20s %-14s %8.3f %8.3f %+8.3f%n",
                    each.task(),
                    each.metric(),
                    each.from(),
                    each.to(),
                    each.to() - each.from()));
    out.printf("%n%-20s %12s %10s %10s%n", "network", "parameters", "change", "largest");
    diff.networks()
        .forEach(
            each ->
                out.printf(
                    Locale.ROOT,
                    "%-20s %,12d %8.2f %% %10.3g%n",
                    each.network(),
                    each.parameters(),
                    PERCENT * each.relative(),
                    each.largest()));
    out.flush();
  }
}
