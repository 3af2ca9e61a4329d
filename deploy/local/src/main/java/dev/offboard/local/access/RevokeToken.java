package dev.offboard.local.access;

import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.terminal.Output;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard token revoke`: again is harmless.
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "Revokes a token; within ten seconds it is refused everywhere.")
final class RevokeToken implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "As `token list` names it")
  private String id = "";

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PlatformClient.of(data.installation().coordinates()).tokens().revoke(id);
    Output.of(command).tell("Token %s is revoked.".formatted(id));
    return 0;
  }
}
