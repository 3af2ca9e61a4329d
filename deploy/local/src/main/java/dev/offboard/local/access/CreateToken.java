package dev.offboard.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.TokenClient.Wish;
import dev.offboard.local.command.AccessOptions;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard token create`: prints the token alone on standard output, so that it can go into a
/// file without passing a screen; the rest is told beside it.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Issues a token and shows it, this once.")
final class CreateToken implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "TEXT",
      description = "What it is for; never a person's name")
  private String name = "";

  @Mixin private final AccessOptions access = new AccessOptions();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How long it is good, at most 366 (default: ${DEFAULT-VALUE})")
  private int days = 90;

  @Option(names = "--json", description = "All of it as one JSON document")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    JsonNode made =
        PlatformClient.of(data.installation().coordinates())
            .tokens()
            .create(
                new Wish(
                    name,
                    access.tenant(),
                    access.roles(),
                    access.person(),
                    Optional.of(Instant.now().plus(Duration.ofDays(days)))));
    if (json) {
      output.say(Json.line(made));
      return 0;
    }
    output.tell(
        "Token %s, good until %s. It is shown this once:"
            .formatted(made.path("id").asText(), made.path("expiresAt").asText()));
    output.say(made.path("token").asText());
    return 0;
  }
}
