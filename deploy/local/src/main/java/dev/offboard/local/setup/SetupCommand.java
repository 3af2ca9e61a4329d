package dev.offboard.local.setup;

import picocli.CommandLine.Command;

/// `offboard setup`: the steps between a bare PostgreSQL and Kafka and a platform that works, for
/// installations whose processes somebody else starts. In order: `prepare`, the services,
/// `publish`, `relay`.
@Command(
    name = "setup",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Sets up a platform whose processes are started by something else.",
    subcommands = {PrepareCommand.class, PublishCommand.class, RelayCommand.class})
public final class SetupCommand {}
