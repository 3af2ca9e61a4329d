package dev.offboard.local.person;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.terminal.Table;
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

/// `offboard person list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists accounts, the latest first.")
final class ListPeople implements Callable<Integer> {
  private static final String ID = "id";

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    List<JsonNode> people = PlatformClient.of(data.installation().coordinates()).people().list();
    if (json) {
      output.say(Json.line(people));
      return 0;
    }
    Table table = new Table(ID, "name", "tenant", "roles", "is", "state", "last sign-in");
    for (JsonNode person : people) {
      table.row(
          person.path(ID).asText(),
          person.path("signInName").asText("-"),
          person.path("tenantId").asText("all"),
          StreamSupport.stream(person.path("roles").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(",")),
          person.path("person").asText("-"),
          state(person),
          person.path("lastSignInAt").asText("never"));
    }
    output.say(table.isEmpty() ? "Nobody has an account." : table.toString());
    return 0;
  }

  private static String state(JsonNode person) {
    if (person.hasNonNull("disabledAt")) {
      return "disabled";
    }
    return person.path("mustChange").asBoolean() ? "must change password" : "active";
  }
}
