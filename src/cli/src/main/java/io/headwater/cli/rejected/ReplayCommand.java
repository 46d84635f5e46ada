package io.headwater.cli.rejected;

import io.headwater.cli.BoundedFile;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.rejected.RejectedTopicOptions.Place;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater rejected replay}. */
@Command(
    name = "replay",
    description =
        "Sends rejected events back to the topics that they came from, once: what was sent back is"
            + " remembered in the topic REJECTED-TOPIC-replayed, and not sent again, however often"
            + " the command is called or interrupted. Ends with 3 if some could not be sent.",
    footer = {
      "",
      "Examples:",
      "  headwater rejected replay 0:17 0:18 --config job.yaml",
      "  headwater rejected replay --config job.yaml --reason UNKNOWN_SCHEMA",
      "  headwater rejected replay 0:17 --config job.yaml --value repaired.avro"
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final int MAX_VALUE_BYTES = 64 << 20;

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      arity = "0..*",
      description = "Which ones, as 'rejected list' shows them; or choose them by options.",
      converter = RejectedPosition.Converter.class)
  private List<RejectedPosition> positions = new ArrayList<>();

  @Mixin private RejectedTopicOptions topic = new RejectedTopicOptions();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Option(
      names = "--value",
      paramLabel = "FILE",
      description = "Sends the bytes of FILE, an encoded LabelledImage, in place of the event's.")
  private @Nullable Path value;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    boolean chosen = all || filters.isGiven();
    if (positions.isEmpty() != chosen || (all && filters.isGiven())) {
      throw new ParameterException(
          spec.commandLine(),
          "say which: places (PARTITION:OFFSET), or --reason, --topic, --task, --since, --until, or --all");
    }
    if (value != null && positions.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--value goes with one place, and there are " + positions.size());
    }
    Optional<byte[]> repaired = Optional.ofNullable(value).map(ReplayCommand::read);
    Place place = topic.place();
    PrintWriter out = spec.commandLine().getOut();
    try (RejectedTopic rejected = RejectedTopic.open(place.clients(), place.topic());
        Replay replay = Replay.begin(place, rejected)) {
      Replay.Result result =
          positions.isEmpty()
              ? replay.send(replay.find(filters.filter()), repaired, out)
              : replay.send(positions, repaired, out);
      out.printf(
          "sent back %,d, before this %,d, not sent %,d%n",
          result.sent(), result.before(), result.refused());
      out.flush();
      return result.refused() == 0 ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  private static byte[] read(Path file) {
    byte[] bytes = BoundedFile.read(file, MAX_VALUE_BYTES);
    if (Wire.LABELLED_IMAGE.decode(bytes) instanceof Decoded.Malformed<LabelledImage> malformed) {
      throw CommandFailure.environment(
          "%s is no encoded LabelledImage: %s".formatted(file, malformed.message()), null);
    }
    return bytes;
  }
}
