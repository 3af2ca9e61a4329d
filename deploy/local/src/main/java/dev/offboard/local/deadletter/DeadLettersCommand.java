package dev.offboard.local.deadletter;

import picocli.CommandLine.Command;

/// `offboard dead-letters`: does nothing by itself.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Records that a consumer could not handle and has set aside.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListDeadLetters.class, ShowDeadLetter.class, ReplayDeadLetters.class})
public final class DeadLettersCommand {}
