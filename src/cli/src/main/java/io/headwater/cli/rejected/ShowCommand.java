package io.headwater.cli.rejected;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.PlanarImage;
import io.headwater.cli.Reason;
import io.headwater.cli.rejected.RejectedTopicOptions.Place;
import io.headwater.job.config.LimitsConfig;
import io.headwater.job.decode.ImagePreview;
import io.headwater.job.decode.RejectionReason;
import io.headwater.schema.LabelledImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater rejected show}. */
@Command(
    name = "show",
    description = "Says what was wrong with a rejected event, and writes its image or its bytes.",
    footer = {
      "",
      "Examples:",
      "  headwater rejected show 0:17 --config job.yaml --image rejected.png",
      "  headwater rejected show 0:17 --config job.yaml --value event.avro   # to repair it"
    },
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private static final int LONGEST_SIDE = 2_048;
  private static final LimitsConfig LIMITS = new LimitsConfig(1 << 24, 8 << 20);

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      description = "Where it lies, as 'rejected list' shows it.",
      converter = RejectedPosition.Converter.class)
  private RejectedPosition position = new RejectedPosition(0, 0);

  @Mixin private RejectedTopicOptions topic = new RejectedTopicOptions();

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "Writes its picture there, as PNG, with sides of at most 2,048 pixels.")
  private @Nullable Path image;

  @Option(
      names = "--value",
      paramLabel = "FILE",
      description = "Writes the event's own bytes there.")
  private @Nullable Path value;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes what it says there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Place place = topic.place();
    try (RejectedTopic rejected = RejectedTopic.open(place.clients(), place.topic())) {
      StoredRejection stored = rejected.get(position);
      boolean replayed =
          ReplayMarks.of(place.clients(), place.topic()).read().contains(ReplayMarks.mark(stored));
      RejectionReport report = RejectionReport.of(stored, replayed);
      print(stored, report);
      if (json != null) {
        JsonFile.write(json, report);
      }
      writeFiles(stored);
      return ExitCode.OK;
    }
  }

  private void print(StoredRejection stored, RejectionReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("rejected   %s%s%n", report.rejected(), report.replayed() ? "  (sent back)" : "");
    out.printf("reason     %s%n", report.reason());
    out.printf("message    %s%n", report.message());
    remedy(report.reason()).ifPresent(remedy -> out.printf("remedy     %s%n", remedy));
    out.printf("came from  %s%n", report.source());
    stored
        .key()
        .map(key -> RejectionReport.visible(new String(key, StandardCharsets.UTF_8)))
        .ifPresent(key -> out.printf("key        %s%n", key));
    out.printf(
        "event      %s%n",
        stored.value().isPresent() ? "%,d bytes".formatted(report.bytes()) : "not kept here");
    if (!report.tasks().isEmpty()) {
      out.printf("labels for %s%n", String.join(", ", report.tasks()));
    }
    out.flush();
  }

  private static Optional<String> remedy(String reason) {
    return Arrays.stream(RejectionReason.values())
        .filter(each -> each.name().equals(reason))
        .map(RejectionReason::remedy)
        .findFirst();
  }

  private void writeFiles(StoredRejection stored) {
    try {
      if (value != null) {
        Files.write(value, stored.value().orElseThrow(() -> lacks("no bytes that were kept")));
      }
      if (image != null) {
        ImagePreview.Preview preview =
            stored
                .image()
                .map(LabelledImage::getImage)
                .flatMap(new ImagePreview(LIMITS, LONGEST_SIDE)::of)
                .orElseThrow(() -> lacks("no image that can be read"));
        ImageIO.write(PlanarImage.toRgb(preview.shape(), preview.pixels()), "png", image.toFile());
      }
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the file: " + Reason.of(e), e);
    }
  }

  private CommandFailure lacks(String what) {
    return CommandFailure.environment("the event at %s has %s".formatted(position, what), null);
  }
}
