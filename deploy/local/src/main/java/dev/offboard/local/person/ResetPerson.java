package dev.offboard.local.person;

import com.fasterxml.jackson.databind.JsonNode;
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

/// `offboard person reset`: prints the password alone on standard output.
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Gives somebody a password for one sign-in, shown this once; their sessions end.")
final class ResetPerson implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "WHO", description = "The name they sign in with, or the account's id")
  private String who = "";

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    JsonNode changed = PlatformClient.of(data.installation().coordinates()).people().reset(who);
    output.tell(
        "%s signs in once with this password and chooses another:"
            .formatted(changed.path("signInName").asText()));
    output.say(changed.path("oneTimePassword").asText());
    return 0;
  }
}
