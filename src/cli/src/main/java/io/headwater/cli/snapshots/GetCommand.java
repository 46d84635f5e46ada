package io.headwater.cli.snapshots;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.cli.WholeOutput;
import io.headwater.snapshots.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots get}. */
@Command(
    name = "get",
    description = "Writes a verified snapshot's ONNX into a file.",
    footer = {
      "",
      "Example:",
      "  headwater snapshots get --kafka localhost:9092 --model garments 25 --out garments-25.onnx"
    },
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      description = "The snapshot's version (default: the newest valid one).")
  private @Nullable Long version;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default: MODEL-VERSION.onnx).")
  private @Nullable Path file;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes its manifest there.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Snapshot snapshot = new TopicSnapshots(topic.follower(kafkaProperties)).find(version);
    String usual =
        "%s-%d.onnx".formatted(snapshot.manifest().model(), snapshot.manifest().version());
    Path target = file == null ? Path.of(usual.replaceAll("[^A-Za-z0-9._-]", "_")) : file;
    WholeOutput.file(target, path -> Files.write(path, snapshot.payload()));
    if (json != null) {
      JsonFile.write(json, SnapshotReport.of(snapshot.manifest()));
    }
    spec.commandLine()
        .getOut()
        .printf(
            "wrote version %d, %,d bytes, to %s%n",
            snapshot.manifest().version(), snapshot.payload().length, target);
    return ExitCode.OK;
  }
}
