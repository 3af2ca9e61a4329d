package dev.offboard.local.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.client.ApprovalClient;
import dev.offboard.local.client.ApprovalClient.Asked;
import dev.offboard.local.journal.PlatformFailure;
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

/// `offboard approve ID`: shows exactly what is asked, asks, and approves that and nothing else.
/// Exit code 0 when it is approved, 1 when it isn't.
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Approves an offboarding or a batch that somebody else requested.",
      "Shows what exactly would be done; if that changes meanwhile, nothing is approved."
    })
public final class ApproveCommand implements Callable<Integer> {
  private static final int APPROVED = 0;
  private static final int NOT_APPROVED = 1;

  @Mixin private final CallerOption caller = new CallerOption();

  @Parameters(paramLabel = "ID", description = "As `offboard approvals` shows it")
  private @Nullable UUID id;

  @Option(names = "--note", paramLabel = "TEXT", description = "For whoever looks at it later")
  private @Nullable String note;

  @Option(names = "--yes", description = "Don't ask: for scripts that have looked themselves")
  private boolean yes;

  @Option(names = "--json", description = "What it is then, as the orchestrator tells it")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    ApprovalClient approvals = caller.platform().approvals();
    Asked asked = Wanted.found(approvals, id);
    if (asked.hash().isEmpty()) {
      throw new PlatformFailure("%s needs no approval. Nothing was done".formatted(asked.id()));
    }
    Question question = new Question(asked);
    if (!yes) {
      question.show(output);
      if (!question.isConfirmed(output)) {
        output.tell("Not approved. Nothing was done.");
        return NOT_APPROVED;
      }
    }
    JsonNode after = approvals.approve(asked, Optional.ofNullable(note));
    if (json) {
      output.say(Json.line(after));
    } else {
      Outcome.lines(asked, after).forEach(output::say);
    }
    return APPROVED;
  }
}
