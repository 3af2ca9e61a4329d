package dev.offboard.local.access;

import picocli.CommandLine.Command;

/// `offboard token`: does nothing by itself.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Tokens of the API: who may do what, in one tenant or in all.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CreateToken.class, ListTokens.class, RotateToken.class, RevokeToken.class})
public final class TokenCommand {}
