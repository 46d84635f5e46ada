package io.headwater.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater topics}. */
@Command(
    name = "topics",
    description = "Makes the topics that a configuration reads and writes, or checks them.",
    synopsisSubcommandLabel = "create|check",
    subcommands = {CreateTopicsCommand.class, CheckTopicsCommand.class},
    mixinStandardHelpOptions = true)
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: create or check");
  }
}
