package dev.offboard.local.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
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

/// `offboard undo ID --note N`: gives back what an offboarding took, while its grace period lasts.
/// Exit code 0 when it was accepted and, with `--wait`, done; 1 when it is too late or not done.
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = "Undoes an offboarding within its grace period.")
public final class UndoCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "ID",
      converter = Arguments.OfOffboarding.class,
      description = "The offboarding, as `offboard list` shows it")
  private @Nullable OffboardingId id;

  @Option(
      names = "--note",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever looks at it later")
  private String note = "";

  @Option(names = "--wait", description = "Wait until everything is given back")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long --wait waits (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds = 120;

  @Option(
      names = "--json",
      description = "The offboarding as the orchestrator tells it, on the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (id == null) {
      throw new IllegalStateException("ID is required");
    }
    Output output = Output.of(command);
    OffboardingClient offboardings =
        PlatformClient.of(data.installation().coordinates()).offboardings();
    OffboardingView before = offboardings.get(id);
    offboardings.undo(id, note);
    output.tell("The undo of %s is accepted.".formatted(id));
    OffboardingView view =
        wait
            ? new Watch(offboardings, id, change -> output.tell("  " + change.state()))
                .after(before)
                .until(UndoCommand::isOver, Duration.ofSeconds(timeoutSeconds))
            : offboardings.get(id);
    if (json) {
      output.say(Json.line(offboardings.json(id)));
    } else {
      output.say("%s: %s".formatted(view.user(), view.state()));
    }
    Timeline.open(view).forEach(output::tell);
    return !wait || isOver(view) ? DONE : NOT_DONE;
  }

  private static boolean isOver(OffboardingView view) {
    return view.state() == OffboardingState.REINSTATED
        || view.state() == OffboardingState.CANCELLED;
  }
}
