package io.headwater.cli.snapshots;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotLine;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.SnapshotHistory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots list}. */
@Command(
    name = "list",
    description = {
      "Lists what was published, by the manifests; 'snapshots verify' looks whether it is whole."
    },
    footer = {"", "Example:", "  headwater snapshots list --kafka localhost:9092 --model garments"},
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final int SHOWN_OF_LINEAGE = 8;

  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<SnapshotReport> reports = new ArrayList<>();
    out.printf(
        "%7s  %-20s %8s %11s %12s  %-8s %7s  %s%n",
        "version", "created", "step", "examples", "bytes", "lineage", "parent", "scores");
    SnapshotHistory.manifests(
        topic.follower(kafkaProperties),
        published -> {
          print(published.manifest(), out);
          if (json != null) {
            reports.add(SnapshotReport.of(published.manifest()));
          }
        });
    if (json != null) {
      JsonFile.write(json, reports);
    }
    return ExitCode.OK;
  }

  private static void print(Manifest manifest, PrintWriter out) {
    Provenance from = manifest.provenance();
    out.printf(
        Locale.ROOT,
        "%7d  %-20s %,8d %,11d %,12d  %-8s %7s  %s%n",
        from.version(),
        from.createdAt().truncatedTo(ChronoUnit.SECONDS),
        from.step(),
        from.lineage().examples(),
        manifest.payload().bytes(),
        shortened(from.lineageId()),
        from.parentVersion().isPresent() ? Long.toString(from.parentVersion().getAsLong()) : "-",
        SnapshotLine.scores(manifest));
    out.flush();
  }

  private static String shortened(String lineage) {
    return lineage.isEmpty()
        ? "-"
        : lineage.substring(0, Math.min(SHOWN_OF_LINEAGE, lineage.length()));
  }
}
