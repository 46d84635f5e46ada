package io.headwater.cli.predict;

import io.headwater.cli.BoundedFile;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JobImages;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.cli.snapshots.TopicSnapshots;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.serve.predict.Predictions;
import io.headwater.serve.predict.Predictions.Question;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;
import io.headwater.snapshots.OnnxFile;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotLimits;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater predict}. */
@Command(
    name = "predict",
    description = "Says what a snapshot's model makes of an image, task by task, and draws it.",
    footer = {
      "",
      "Examples:",
      "  headwater predict --kafka localhost:9092 --model garments --image shoe.png --draw seen.png",
      "  headwater predict --file garments-25.onnx --image shoe.png --task garment --top 3"
    },
    mixinStandardHelpOptions = true)
public final class PredictCommand implements Callable<Integer> {
  private static final int MAX_FILE_BYTES = 64 << 20;

  /** Where the model comes from. */
  static final class Source {
    @ArgGroup(exclusive = false, multiplicity = "1", heading = "The model, from its topic:%n")
    private @Nullable SnapshotsTopicOptions topic;

    @Option(
        names = "--file",
        required = true,
        paramLabel = "MODEL.onnx",
        description = "The model, as 'headwater snapshots get' wrote it.")
    private @Nullable Path file;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source = new Source();

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--snapshot",
      paramLabel = "VERSION",
      description = "The snapshot's version in the topic (default: the newest valid one).")
  private @Nullable Long version;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "FILE",
      description = "A PNG or JPEG file, of any size.")
  private Path image = Path.of("");

  @Option(
      names = "--other",
      paramLabel = "FILE",
      description = "The image that tasks of similarity compare it with.")
  private @Nullable Path other;

  @Option(names = "--task", paramLabel = "TASK", description = "Only this one.")
  private @Nullable String task;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many classes are named (default: ${DEFAULT-VALUE}).")
  private int top = 3;

  @Option(
      names = "--draw",
      paramLabel = "FILE",
      description = "Draws the image with the predictions there, as PNG.")
  private @Nullable Path drawing;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the predictions there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top is " + top + "; it must be at least 1");
    }
    SeenImage seen = read(image);
    Question question = new Question(seen, other == null ? null : read(other), task, top);
    Predictions predictions = predict(question);
    print(predictions, spec.commandLine().getOut());
    if (drawing != null) {
      PredictionDrawing.write(drawing, seen, predictions);
    }
    if (json != null) {
      JsonFile.write(json, predictions);
    }
    return ExitCode.OK;
  }

  private Predictions predict(Question question) {
    try (OnnxModel model = new OnnxModel(snapshot())) {
      return Predictions.of(model.manifest(), model::values, question);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.environment(String.valueOf(e.getMessage()), e);
    }
  }

  private Snapshot snapshot() {
    SnapshotsTopicOptions topic = source.topic;
    Path file = source.file;
    if (topic != null) {
      return new TopicSnapshots(topic.follower(kafkaProperties)).find(version);
    } else if (file == null || version != null) {
      throw new ParameterException(
          spec.commandLine(), "--snapshot goes with --kafka; a file holds one snapshot");
    }
    return OnnxFile.read(BoundedFile.read(file, SnapshotLimits.DEFAULT.maxPayloadBytes()));
  }

  private static SeenImage read(Path file) {
    try {
      return new JobImages(Limits.DEFAULT.imagePixels())
          .read(BoundedFile.read(file, MAX_FILE_BYTES));
    } catch (UnreadableImageException e) {
      throw CommandFailure.environment("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void print(Predictions predictions, PrintWriter out) {
    out.printf("'%s', version %d%n", predictions.model(), predictions.version());
    predictions
        .predictions()
        .forEach((name, prediction) -> out.printf("%-14s %s%n", name, prediction.sentence()));
    out.flush();
  }
}
