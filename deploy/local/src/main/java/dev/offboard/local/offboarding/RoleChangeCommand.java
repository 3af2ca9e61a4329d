package dev.offboard.local.offboarding;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.terminal.Output;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard role-change TENANT/USER --revoke APP/ROLE`: takes roles of somebody who stays. Exit
/// code 0 when it was accepted and, with `--wait`, the roles are confirmed gone; 1 when not.
@Command(
    name = "role-change",
    mixinStandardHelpOptions = true,
    description = {
      "Takes roles of a user who stays, and ends the sessions that used them. The account stays.",
      "Until it has ended nobody can grant these roles to the user; `offboard undo` gives them"
          + " back."
    })
public final class RoleChangeCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TENANT/USER",
      converter = Arguments.OfUser.class,
      description = "Who moves")
  private @Nullable UserRef user;

  @Option(
      names = "--revoke",
      required = true,
      arity = "1..*",
      paramLabel = "APP/ROLE",
      converter = Arguments.OfRole.class,
      description = "Which roles go; may be given several times")
  private List<HeldRole> roles = List.of();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      converter = Arguments.OfReason.class,
      description = "Another policy about roles (default: ${DEFAULT-VALUE})")
  private ReasonCode reason = new ReasonCode("role-change");

  @Mixin private final RequestOptions options = new RequestOptions();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (user == null) {
      throw new IllegalStateException("TENANT/USER is required");
    }
    return options.ask(
        PlatformClient.of(data.installation().coordinates()).offboardings(),
        options.request(user, reason, roles),
        Output.of(command));
  }
}
