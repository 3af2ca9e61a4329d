package dev.offboard.local.person;

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

/// `offboard person disable`: again is harmless.
@Command(
    name = "disable",
    mixinStandardHelpOptions = true,
    description = "Lets somebody in no more; their sessions end at the next request.")
final class DisablePerson implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "WHO", description = "The name they sign in with, or the account's id")
  private String who = "";

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PlatformClient.of(data.installation().coordinates()).people().disable(who);
    Output.of(command).tell("The account is disabled.");
    return 0;
  }
}
