package dev.offboard.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.terminal.Table;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard token list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists tokens without themselves, the latest first.")
final class ListTokens implements Callable<Integer> {
  private static final String ID = "id";

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    List<JsonNode> tokens = PlatformClient.of(data.installation().coordinates()).tokens().list();
    if (json) {
      output.say(Json.line(tokens));
      return 0;
    }
    Table table = new Table(ID, "name", "tenant", "roles", "state", "last used");
    for (JsonNode token : tokens) {
      table.row(
          token.path(ID).asText(),
          token.path("name").asText(),
          token.path("tenantId").asText("all"),
          StreamSupport.stream(token.path("roles").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(",")),
          state(token, Instant.now()),
          token.path("lastUsedAt").asText("never"));
    }
    output.say(table.isEmpty() ? "No tokens have been issued." : table.toString());
    return 0;
  }

  static String state(JsonNode token, Instant now) {
    if (token.hasNonNull("revokedAt")) {
      return "revoked";
    }
    String until = token.path("expiresAt").asText();
    return Instant.parse(until).isAfter(now) ? "until " + until : "expired";
  }
}
