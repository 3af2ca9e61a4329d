package dev.offboard.local.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.local.client.OffboardingFilter;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard approvals`: what waits for somebody else's approval.
@Command(
    name = "approvals",
    mixinStandardHelpOptions = true,
    description =
        "Lists what waits for somebody else's approval: offboardings, and batches of them.")
public final class ApprovalsCommand implements Callable<Integer> {
  private static final int FOUND_OR_NOT = 0;

  @Mixin private final CallerOption caller = new CallerOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many offboardings (default: ${DEFAULT-VALUE})")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON document, as the orchestrator tells it")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    PlatformClient platform = caller.platform();
    List<JsonNode> alone =
        platform
            .offboardings()
            .list(
                new OffboardingFilter(
                    Optional.empty(),
                    Optional.of(OffboardingState.AWAITING_APPROVAL),
                    Optional.empty()),
                limit);
    List<JsonNode> batches = platform.approvals().batches();
    if (json) {
      output.say(Json.line(Map.of("offboardings", alone, "batches", batches)));
    } else if (alone.isEmpty() && batches.isEmpty()) {
      output.say("Nothing waits for an approval.");
    } else {
      if (!batches.isEmpty()) {
        ofBatches(batches).lines().forEach(output::say);
      }
      if (!alone.isEmpty()) {
        ofOffboardings(alone).lines().forEach(output::say);
      }
      output.tell("`offboard approve ID` shows what exactly and asks.");
    }
    return FOUND_OR_NOT;
  }

  private static Table ofBatches(List<JsonNode> batches) {
    Table table = new Table("batch", "tenant", "requested by", "offboardings", "frozen");
    batches.forEach(
        batch ->
            table.row(
                batch.path("id").asText(),
                batch.path("tenantId").asText(),
                batch.path("requester").asText(),
                batch.path("size").asText(),
                batch.path("frozenAt").asText()));
    return table;
  }

  private static Table ofOffboardings(List<JsonNode> offboardings) {
    Table table = new Table("offboarding", "user", "reason", "because", "missing", "until");
    offboardings.forEach(
        it -> {
          JsonNode approval = it.path("approval");
          List<String> because = new ArrayList<>();
          approval.path("because").forEach(code -> because.add(code.asText()));
          table.row(
              it.path("id").asText(),
              it.path("tenantId").asText() + "/" + it.path("userId").asText(),
              it.path("reason").asText(),
              String.join(", ", because),
              approval.path("missing").asText(),
              approval.path("until").asText());
        });
    return table;
  }
}
