package io.headwater.cli.snapshots;

import io.headwater.cli.snapshots.export.ExportCommand;
import picocli.CommandLine.Command;

/** {@code headwater snapshots}: a command for each thing that is done with them. */
@Command(
    name = "snapshots",
    description = "Lists, shows, verifies, compares and exports the snapshots of a model.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      GetCommand.class,
      VerifyCommand.class,
      FollowCommand.class,
      DiffCommand.class,
      ExportCommand.class
    })
public final class SnapshotsCommand {}
