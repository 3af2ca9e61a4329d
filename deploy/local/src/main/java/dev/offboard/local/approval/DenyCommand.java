package dev.offboard.local.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.ApprovalClient;
import dev.offboard.local.client.ApprovalClient.Asked;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard deny ID --reason CODE`: says no to what waits for an approval. Exit code 0 when it is
/// cancelled.
@Command(
    name = "deny",
    mixinStandardHelpOptions = true,
    description = "Says no to an offboarding or a batch that waits for an approval.")
public final class DenyCommand implements Callable<Integer> {
  private static final int DENIED = 0;

  @Mixin private final CallerOption caller = new CallerOption();

  @Parameters(paramLabel = "ID", description = "As `offboard approvals` shows it")
  private @Nullable UUID id;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "CODE",
      description = "Why: letters, digits, dots and dashes, such as not-leaving")
  private String reason = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "For whoever looks at it later")
  private @Nullable String note;

  @Option(names = "--json", description = "What it is then, as the orchestrator tells it")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    ApprovalClient approvals = caller.platform().approvals();
    Asked asked = Wanted.found(approvals, id);
    JsonNode after = approvals.deny(asked, reason, Optional.ofNullable(note));
    if (json) {
      output.say(Json.line(after));
    } else {
      Outcome.lines(asked, after).forEach(output::say);
    }
    return DENIED;
  }
}
