package dev.offboard.local.chaos;

import dev.offboard.local.chaos.Chaos.Outcome;
import dev.offboard.local.chaos.Chaos.Plan;
import dev.offboard.local.check.CheckCommand;
import dev.offboard.local.command.ProgressLines;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.trial.Trial;
import dev.offboard.local.trial.TrialPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard chaos`. Exit code 0 when everything that was accepted has ended and every invariant
/// holds, without anybody's help.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a fresh platform and offboards users while it kills and freezes processes, restarts"
          + " the connector and drops its slot; then waits for the end and runs check.",
      "What happened is printed with the seed that makes it happen again. Data and logs of a bad"
          + " run stay."
    })
public final class ChaosCommand implements Callable<Integer> {
  private static final int NOTHING_WRONG = 0;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long things break (default: ${DEFAULT-VALUE})")
  private double minutes = 1;

  @Option(names = "--seed", paramLabel = "S", description = "Which faults (default: a random one)")
  private @Nullable Long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Offboardings a second (default: ${DEFAULT-VALUE})")
  private double rate = 5;

  @Option(
      names = "--kill-every",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "A fault each time (default: ${DEFAULT-VALUE})")
  private Duration every = Duration.ofSeconds(5);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "An empty directory for its data (default: a temporary one)")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    Plan plan = new Plan(chosen, Duration.ofSeconds(Math.round(minutes * 60)), rate, every);
    return TrialPlatform.during(
        Trial.in(Optional.ofNullable(data)).offboardingAnyNumber(),
        new ProgressLines(output.err()),
        trial -> {
          Outcome outcome = new Chaos(trial.installation(), plan, output::say).run();
          CheckCommand.print(outcome.found(), output);
          output.say("seed %d: %s".formatted(chosen, outcome));
          if (!outcome.isGood()) {
            throw new PlatformFailure("Something is wrong; seed %d".formatted(chosen));
          }
          return NOTHING_WRONG;
        });
  }
}
