package io.headwater.cli.plan;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater plan}. */
@Command(
    name = "plan",
    description = {
      "Shows what a configuration would train, without starting anything: towers and heads with",
      "their shapes, parameters and work, tasks, topics, and the memory that all takes."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONFIG",
      description = "A YAML file, or the name of one that 'headwater configs' lists.")
  private String config = "job.yaml";

  @Option(
      names = "--layers",
      description = "Shows each layer, also where many belong together, as in a stage of ResNet.")
  private boolean layers;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draws the plan there.")
  private @Nullable Path svg;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the plan there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    JobPlan plan = JobPlan.of(ConfigFile.load(config, Optional.empty()), layers);
    PlanText.print(plan, spec.commandLine().getOut());
    if (svg != null) {
      write(svg, PlanDrawing.of(plan));
    }
    if (json != null) {
      JsonFile.write(json, plan);
    }
    return ExitCode.OK;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + Reason.of(e), e);
    }
  }
}
