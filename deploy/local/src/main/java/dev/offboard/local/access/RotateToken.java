package dev.offboard.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard token rotate`: as `create`, the new secret alone on standard output.
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = "Gives a token another secret; the one before stays good for a while.")
final class RotateToken implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "As `token list` names it")
  private String id = "";

  @Option(
      names = "--overlap-hours",
      paramLabel = "N",
      description = "How long both are good, at most 168 (default: ${DEFAULT-VALUE})")
  private int overlapHours = 24;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    JsonNode rotated =
        PlatformClient.of(data.installation().coordinates())
            .tokens()
            .rotate(id, Duration.ofHours(overlapHours));
    output.tell(
        "Token %s, good until %s; the one before until %s. It is shown this once:"
            .formatted(
                id, rotated.path("expiresAt").asText(), rotated.path("previousUntil").asText()));
    output.say(rotated.path("token").asText());
    return 0;
  }
}
