package io.headwater.cli.labels;

import picocli.CommandLine.Command;

/** {@code headwater labels}: what has to do with people who label. */
@Command(
    name = "labels",
    description = "Takes labels from people while they label.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ServeLabelsCommand.class)
public final class LabelsCommand {}
