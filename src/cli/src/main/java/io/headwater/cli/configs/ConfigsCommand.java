package io.headwater.cli.configs;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headwater configs}. */
@Command(
    name = "configs",
    description = {
      "Lists the configurations that come with the product, or prints one of them.",
      "Each can be run by its name: headwater run NAME, headwater demo --config NAME."
    },
    footer = {
      "",
      "Examples:",
      "  headwater configs",
      "  headwater configs lenet-four-tasks > job.yaml",
      "  headwater configs --from photos > photos.yaml         # photos/CLASS/*.png and *.jpg"
    },
    mixinStandardHelpOptions = true)
public final class ConfigsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "Prints that one, as a file to begin with.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description =
          "Prints one that learns the class of images, for a folder with a folder for each.")
  private @Nullable Path folder;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the list there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (folder != null) {
      out.print(FolderConfig.yaml(folder));
      out.flush();
      return ExitCode.OK;
    }
    if (name != null) {
      String wanted = name;
      ReadyConfig config =
          ReadyConfig.named(wanted)
              .orElseThrow(
                  () ->
                      CommandFailure.environment(
                          "there is no configuration '%s'; there are %s"
                              .formatted(wanted, String.join(", ", ReadyConfig.names())),
                          null));
      out.print(config.yaml());
      out.flush();
      return ExitCode.OK;
    }
    List<ReadyConfig> all = ReadyConfig.all();
    all.forEach(config -> out.printf("%-20s %s%n", config.name(), config.title()));
    out.flush();
    if (json != null) {
      JsonFile.write(
          json,
          all.stream()
              .map(config -> Map.of("name", config.name(), "title", config.title()))
              .toList());
    }
    return ExitCode.OK;
  }
}
