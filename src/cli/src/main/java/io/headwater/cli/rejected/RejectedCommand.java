package io.headwater.cli.rejected;

import picocli.CommandLine.Command;

/** {@code headwater rejected}: a command for each thing that is done with rejected events. */
@Command(
    name = "rejected",
    description =
        "Lists and shows the events that a job could not learn from, and sends them back.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class RejectedCommand {}
