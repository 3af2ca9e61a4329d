package dev.offboard.local.offboarding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.local.client.OffboardingFilter;
import dev.offboard.local.client.OffboardingSummary;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.terminal.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard list`: which offboardings there are and how they stand.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists offboardings, the newest first.")
public final class ListCommand implements Callable<Integer> {
  private static final int FOUND_OR_NOT = 0;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      converter = Arguments.OfTenant.class,
      description = "Of one tenant")
  private @Nullable TenantId tenant;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In one state: ${COMPLETION-CANDIDATES}")
  private @Nullable OffboardingState state;

  @Option(names = "--needs-attention", description = "Only those that wait for a person")
  private boolean needsAttention;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many (default: ${DEFAULT-VALUE})")
  private int limit = 50;

  @Option(names = "--json", description = "One JSON array, as the orchestrator tells it")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    List<JsonNode> found =
        PlatformClient.of(data.installation().coordinates())
            .offboardings()
            .list(
                new OffboardingFilter(
                    Optional.ofNullable(tenant),
                    Optional.ofNullable(state),
                    needsAttention ? Optional.of(true) : Optional.empty()),
                limit);
    if (json) {
      output.say(Json.line(found));
    } else if (found.isEmpty()) {
      output.say("No offboarding matches.");
    } else {
      table(found.stream().map(OffboardingSummary::of).toList()).lines().forEach(output::say);
      if (found.size() == limit) {
        output.tell("There may be more; --limit shows them.");
      }
    }
    return FOUND_OR_NOT;
  }

  static Table table(List<OffboardingSummary> offboardings) {
    Table table =
        new Table("id", "user", "reason", "state", "requested", "done", "needs attention");
    for (OffboardingSummary it : offboardings) {
      table.row(
          it.id(),
          it.user(),
          it.reason(),
          it.state(),
          seconds(it.requestedAt()),
          it.completedAt().map(ListCommand::seconds).orElse("-"),
          it.needsAttention().orElse(""));
    }
    return table;
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
