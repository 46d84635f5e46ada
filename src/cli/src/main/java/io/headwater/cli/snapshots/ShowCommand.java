package io.headwater.cli.snapshots;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.NewestManifest;
import io.headwater.snapshots.SnapshotHistory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots show}. */
@Command(
    name = "show",
    description = "Shows what a snapshot's manifest says: tasks, scores, what it learned from.",
    footer = {
      "",
      "Examples:",
      "  headwater snapshots show --kafka localhost:9092 --model garments",
      "  headwater snapshots show --kafka localhost:9092 --model garments 25 --json 25.json"
    },
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      description = "The snapshot's version (default: the newest).")
  private @Nullable Long version;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes it there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    FollowerConfig config = topic.follower(kafkaProperties);
    Manifest manifest =
        (version == null ? NewestManifest.find(config) : find(config, version))
            .orElseThrow(
                () ->
                    CommandFailure.environment(
                        "there is no %s of %s; 'headwater snapshots list' shows what there is"
                            .formatted(version == null ? "snapshot" : "version " + version, config),
                        null));
    ManifestText.print(manifest, spec.commandLine().getOut());
    if (json != null) {
      JsonFile.write(json, SnapshotReport.of(manifest));
    }
    return ExitCode.OK;
  }

  private static Optional<Manifest> find(FollowerConfig config, long wanted) {
    Deque<Manifest> found = new ArrayDeque<>();
    SnapshotHistory.manifests(
        config,
        published -> {
          if (published.manifest().version() == wanted) {
            found.clear();
            found.add(published.manifest());
          }
        });
    return found.stream().findFirst();
  }
}
