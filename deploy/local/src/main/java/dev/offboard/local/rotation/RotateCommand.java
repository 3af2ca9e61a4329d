package dev.offboard.local.rotation;

import picocli.CommandLine.Command;

/// `offboard rotate`.
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    subcommands = {RotateKeys.class, RotatePasswords.class},
    description = "Replaces secrets while everything goes on.")
public final class RotateCommand {}
