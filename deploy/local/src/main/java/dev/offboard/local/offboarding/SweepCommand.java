package dev.offboard.local.offboarding;

import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.SweepClient;
import dev.offboard.local.client.SweepClient.Begun;
import dev.offboard.local.client.SweepClient.Progress;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard sweep`: asks every participant again about everybody who is deprovisioned. Exit code 0
/// when nothing was found, 1 when access was found (it is being taken away) or not all have
/// answered.
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Looks now for access of people who are offboarded already: every participant reads its"
          + " state",
      "again. What is found is taken away, by the same offboarding or by one that follows it."
    })
public final class SweepCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int FOUND = 1;
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this one (default: all)")
  private @Nullable String tenant;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for the answers (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds = 120;

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    SweepClient sweeps = PlatformClient.of(data.installation().coordinates()).sweeps();
    Begun begun = sweeps.begin(Optional.ofNullable(tenant));
    output.tell("Offboardings swept: %d.".formatted(begun.offboardings()));
    AtomicReference<Progress> last = new AtomicReference<>(sweeps.progress(begun));
    boolean over =
        new Patience(Duration.ofSeconds(timeoutSeconds), LOOK_EVERY)
            .until(
                () -> {
                  last.set(sweeps.progress(begun));
                  return last.get().open() == 0;
                });
    Progress progress = last.get();
    if (json) {
      output.say(Json.line(summary(begun, progress)));
    } else {
      output.say(
          progress.found().isEmpty()
              ? "No access was found."
              : "Access was found and is being taken away:");
      progress.found().forEach(id -> output.say("  offboarding " + id));
    }
    if (!over) {
      output.tell(
          "%d offboardings have not been answered by everybody yet; they are asked again until they are."
              .formatted(progress.open()));
    }
    return over && progress.found().isEmpty() ? CLEAN : FOUND;
  }

  private static Map<String, Object> summary(Begun begun, Progress progress) {
    List<String> found = progress.found().stream().map(Object::toString).toList();
    return Map.of("swept", begun.offboardings(), "open", progress.open(), "found", found);
  }
}
