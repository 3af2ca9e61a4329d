package dev.offboard.local.offboarding;

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

/// `offboard user TENANT/USER --reason R`: offboards somebody. Exit code 0 when it was accepted
/// and, with `--wait`, all access is confirmed gone; 1 when not.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Offboards a user: takes away every access and says who confirmed it.")
public final class UserCommand implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TENANT/USER",
      converter = Arguments.OfUser.class,
      description = "Who leaves")
  private @Nullable UserRef user;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REASON",
      converter = Arguments.OfReason.class,
      description =
          "Why, which chooses the policy: immediate-termination, planned-departure, contract-end,"
              + " tenant-churn, erasure-request or one of your own")
  private @Nullable ReasonCode reason;

  @Mixin private final RequestOptions options = new RequestOptions();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (user == null || reason == null) {
      throw new IllegalStateException("TENANT/USER and --reason are required");
    }
    return options.ask(
        PlatformClient.of(data.installation().coordinates()).offboardings(),
        options.request(user, reason, List.of()),
        Output.of(command));
  }
}
