package dev.offboard.local.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingView;
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

/// `offboard re-hire TENANT/USER --note N`: somebody whose offboarding has completed comes back.
/// Exit code 0 when every participant has opened the next epoch, 1 when it is refused or not done
/// in time.
@Command(
    name = "re-hire",
    mixinStandardHelpOptions = true,
    description = {
      "Lets somebody come back whose offboarding has completed: the next epoch is opened"
          + " everywhere,",
      "nothing from before is given back. An erased user is then made anew (import, or PUT)."
    })
public final class RehireCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TENANT/USER",
      converter = Arguments.OfUser.class,
      description = "Who comes back")
  private @Nullable UserRef user;

  @Option(
      names = "--note",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever looks at it later")
  private String note = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for the end (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds = 120;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    if (user == null) {
      throw new IllegalStateException("TENANT/USER is required");
    }
    Output output = Output.of(command);
    OffboardingClient offboardings =
        PlatformClient.of(data.installation().coordinates()).offboardings();
    OffboardingId id = offboardings.rehire(user, note);
    OffboardingView view =
        new Watch(offboardings, id, change -> output.tell("  " + change.state()))
            .until(
                it -> it.state() == OffboardingState.REINSTATED,
                Duration.ofSeconds(timeoutSeconds));
    output.say("%s: %s by %s".formatted(user, view.state(), id));
    Timeline.open(view).forEach(output::tell);
    return view.state() == OffboardingState.REINSTATED ? DONE : NOT_DONE;
  }
}
