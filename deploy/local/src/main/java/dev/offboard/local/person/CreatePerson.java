package dev.offboard.local.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PersonClient.Wish;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.AccessOptions;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard person create`: prints the password alone on standard output; the rest is told beside
/// it.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes an account and shows a password for one sign-in, this once.")
final class CreatePerson implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", description = "What they sign in with")
  private String name = "";

  @Mixin private final AccessOptions access = new AccessOptions();

  @Option(names = "--json", description = "All of it as one JSON document")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    JsonNode made =
        PlatformClient.of(data.installation().coordinates())
            .people()
            .create(new Wish(name, access.tenant(), access.roles(), access.person()));
    if (json) {
      output.say(Json.line(made));
      return 0;
    }
    output.tell(
        "Account %s for %s. The password is for one sign-in and is shown this once:"
            .formatted(made.path("id").asText(), made.path("signInName").asText()));
    output.say(made.path("oneTimePassword").asText());
    return 0;
  }
}
