package dev.offboard.local.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.terminal.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard dead-letters list`: without bodies, the one set aside last first.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows what was set aside, the latest first.")
final class ListDeadLetters implements Callable<Integer> {
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (default: ${DEFAULT-VALUE})")
  private int limit = 200;

  @Option(names = "--json", description = "One JSON array, as the orchestrator tells it")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    List<JsonNode> found =
        PlatformClient.of(data.installation().coordinates()).deadLetters().list(limit);
    if (json) {
      output.say(Json.line(found));
    } else if (found.isEmpty()) {
      output.say("Nothing was set aside.");
    } else {
      table(found).lines().forEach(output::say);
    }
    return 0;
  }

  static Table table(List<JsonNode> letters) {
    Table table =
        new Table("id", "consumer", "reason", "type", "came from", "offboarding", "bytes", "at");
    for (JsonNode it : letters) {
      table.row(
          it.path("id").asText(),
          it.path("consumer").asText(),
          it.path("reason").asText(),
          it.path("type").asText("-"),
          origin(it.path("origin")),
          it.path("offboardingId").asText("-"),
          it.path("size").asText(),
          it.path("setAsideAt").asText());
    }
    return table;
  }

  private static String origin(JsonNode origin) {
    return origin.isMissingNode() || origin.isNull()
        ? "unknown: can't be replayed"
        : "%s-%d@%d"
            .formatted(
                origin.path("topic").asText(),
                origin.path("partition").asInt(),
                origin.path("offset").asLong());
  }
}
