package io.headwater.cli.produce;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.produce.TargetOptions.Destination;
import io.headwater.learning.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater produce}. */
@Command(
    name = "produce",
    description = {
      "Sends labelled images to Kafka from the files that you have. Each is checked as the job will",
      "check it; what it would reject is not sent, but named. Waits for up to an hour for a broker",
      "that is away. Ends with 3 if images were refused."
    },
    footer = {
      "",
      "Examples:",
      "  headwater produce photos --config job.yaml            # photos/CLASS/*.png and *.jpg",
      "  headwater produce labels.csv --config job.yaml        # columns image, and each task's",
      "  headwater produce labels.jsonl --config job.yaml --resume labels.state",
      "  headwater produce instances.json --images val2017 --config job.yaml   # COCO",
      "  headwater produce project-1.json --images media --config job.yaml     # Label Studio",
      "  headwater produce train-images-idx3-ubyte.gz --config job.yaml        # IDX",
      "  headwater produce photos --task kind=classification --topic kinds --kafka localhost:9092"
    },
    mixinStandardHelpOptions = true)
public final class ProduceCommand implements Callable<Integer> {
  @Mixin private SourceOptions sources = new SourceOptions();

  @Mixin private TargetOptions destinations = new TargetOptions();

  @Option(
      names = "--rate",
      paramLabel = "EVENTS_PER_S",
      description =
          "At most so many events per second (default: as fast as the broker takes them).")
  private double rate = Double.POSITIVE_INFINITY;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description =
          "Sends everything so often (default: ${DEFAULT-VALUE}), as new events each time.")
  private long passes = 1;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = {
        "Keeps in FILE how far it is, and goes on from there if FILE is there: what the broker has",
        "is not sent again, however the earlier run ended."
      })
  private @Nullable Path resume;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes there what was sent, and all that was refused and why (up to 10,000).")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (!(rate > 0) || passes < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rate must be over 0, and --passes 1 or more");
    }
    try {
      return produce();
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.environment("cannot read the source: " + e.getMessage(), e);
    }
  }

  private int produce() throws InterruptedException, IOException {
    sources.requireThere();
    Destination destination = destinations.resolve(sources::classes);
    Chosen chosen = sources.open(destination.targets(), spec.commandLine().getOut());
    List<String> tasks = chosen.targets().tasks().stream().map(Task::name).toList();
    ProductionConsole console =
        new ProductionConsole(
            spec.commandLine().getOut(),
            Boolean.getBoolean("headwater.terminal"),
            chosen.images(passes),
            destination.clients().bootstrapServers());
    ProduceSettings settings =
        new ProduceSettings(
            "%s as %s for %s to %s, %d time(s)"
                .formatted(
                    sources.words(), chosen.format(), tasks, chosen.targets().allTopics(), passes),
            rate,
            passes,
            resume);
    ProduceReport report;
    try {
      report =
          new Production(
                  chosen.source(), chosen.targets(), destination.clients(), settings, console)
              .run();
    } catch (InterruptedException e) {
      console.stopped(resume != null);
      throw e;
    }
    console.done(report);
    if (json != null) {
      JsonFile.write(json, report);
    }
    return report.refused() == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }
}
