package io.headwater.cli.snapshots.export;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.Reason;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.cli.WholeOutput;
import io.headwater.cli.snapshots.TopicSnapshots;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotFolder;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots export}. */
@Command(
    name = "export",
    description = {
      "Writes a verified snapshot in the form that another server or tool reads, whole or not at all."
    },
    footer = {
      "",
      "Examples:",
      "  headwater snapshots export --kafka localhost:9092 --model garments --to triton --out repository",
      "  headwater snapshots export --kafka localhost:9092 --model garments --to mlflow --out garments \\",
      "    --registry http://localhost:5000",
      "  headwater snapshots export --kafka localhost:9092 --model garments --to safetensors \\",
      "    --out garments.safetensors"
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  private static final String USUAL_ALIAS = "stable";

  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORM",
      description =
          "triton: FOLDER/MODEL/config.pbtxt and FOLDER/MODEL/VERSION/model.onnx in Triton's model"
              + " repository FOLDER, to which versions may be added; mlflow: the new FOLDER, an"
              + " MLflow model; file: the new FOLDER, with model.onnx and manifest.bin,"
              + " which clients without Kafka check it by; safetensors: the weights by name and shape.",
      converter = ExportForm.Converter.class)
  private ExportForm form = ExportForm.FILE;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "The file or the folder to write.")
  private Path out = Path.of("");

  @Option(
      names = "--snapshot",
      paramLabel = "VERSION",
      description = "The snapshot's version (default: the newest valid one).")
  private @Nullable Long version;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "With --to mlflow: registers the folder as a version of the model there, and points the"
              + " alias at it; a FOLDER that has this very version already is taken. MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD,"
              + " are used.")
  private @Nullable URI registry;

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description =
          "With --registry: the alias to point at the new version (default: " + USUAL_ALIAS + ").")
  private @Nullable String alias;

  @Option(
      names = "--source",
      paramLabel = "URI",
      description =
          "With --registry: where MLflow finds the folder (default: the folder as file://).")
  private @Nullable String source;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Optional<MlflowRegistry> mlflow = registry();
    Snapshot snapshot = new TopicSnapshots(topic.follower(kafkaProperties)).find(version);
    PrintWriter console = spec.commandLine().getOut();
    if (mlflow.isPresent() && Files.exists(out)) {
      requireWritten(snapshot);
    } else {
      console.printf("wrote version %d to %s%n", snapshot.manifest().version(), write(snapshot));
      console.flush();
    }
    if (mlflow.isPresent()) {
      console.println(register(mlflow.get(), snapshot.manifest()));
      console.flush();
    }
    return ExitCode.OK;
  }

  /** The one to tell, if there is one, checked before anything is written. */
  private Optional<MlflowRegistry> registry() {
    if (registry == null) {
      if (alias != null || source != null) {
        throw new ParameterException(
            spec.commandLine(), "--alias and --source go with --registry; give it as well");
      }
      return Optional.empty();
    }
    if (form != ExportForm.MLFLOW) {
      throw new ParameterException(spec.commandLine(), "--registry goes with --to mlflow");
    }
    return Optional.of(new MlflowRegistry(registry, MlflowLogin.ofEnvironment(System.getenv())));
  }

  /** An earlier call may have written the folder, and found no registry. */
  private void requireWritten(Snapshot snapshot) {
    try {
      if (MlflowModel.isIn(out, snapshot)) {
        return;
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot read %s: %s".formatted(out, Reason.of(e)), e);
    }
    throw CommandFailure.environment(
        "%s is there already, and is not version %d as MLflow reads it; give another folder, delete it, or name the version that it holds by --snapshot"
            .formatted(out, snapshot.manifest().version()),
        null);
  }

  private String register(MlflowRegistry mlflow, Manifest manifest) throws InterruptedException {
    String at = source == null ? out.toAbsolutePath().normalize().toUri().toString() : source;
    String pointing = alias == null ? USUAL_ALIAS : alias;
    try {
      return "registered it as version %s of '%s' at %s; the alias '%s' points at it"
          .formatted(
              mlflow.register(manifest, at, pointing), manifest.model(), mlflow.server(), pointing);
    } catch (CommandFailure e) {
      String sentence =
          "%s. The folder %s is written; the same command with --snapshot %d registers it"
              .formatted(e.getMessage(), out, manifest.version());
      throw e.exitCode() == ExitCode.USAGE
          ? CommandFailure.environment(sentence, e)
          : CommandFailure.failed(sentence, e);
    }
  }

  private Path write(Snapshot snapshot) {
    return switch (form) {
      case FILE -> {
        WholeOutput.folder(out, path -> SnapshotFolder.write(path, snapshot));
        yield out;
      }
      case SAFETENSORS -> {
        WholeOutput.file(
            out,
            path ->
                Safetensors.write(
                    path,
                    snapshot.manifest(),
                    Weights.of(snapshot, SnapshotLimits.DEFAULT.model())));
        yield out;
      }
      case MLFLOW -> {
        WholeOutput.folder(out, path -> MlflowModel.write(path, snapshot));
        yield out;
      }
      case TRITON -> new TritonRepository(out).add(snapshot);
    };
  }
}
