package dev.offboard.local.bench;

import dev.offboard.local.bench.Bench.Loaded;
import dev.offboard.local.bench.Bench.Memory;
import dev.offboard.local.bench.Bench.Plan;
import dev.offboard.local.bench.Bench.Timed;
import dev.offboard.local.bench.FigureTable.Figure;
import dev.offboard.local.bench.Figures.PerOffboarding;
import dev.offboard.local.bench.Figures.Percentiles;
import dev.offboard.local.bench.Meter.Cost;
import dev.offboard.local.command.ProgressLines;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.trial.Trial;
import dev.offboard.local.trial.TrialPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard bench`. Exit code 0 when everything was measured and nothing was lost on the way, also
/// where a gate is missed: that depends on the machine and is said in the table.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = AuditBenchCommand.class,
    description = {
      "Measures a fresh platform on this machine: how soon access is gone, how many offboardings a"
          + " second and what one costs; checks that nothing was lost.",
      "Takes some minutes. Every figure comes with the load average and with how many small writes"
          + " the disk takes in a second."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int NOTHING_LOST = 0;
  private static final int SOMETHING_LOST = 1;
  private static final Duration CALLS_PATIENCE = Duration.ofMinutes(30);

  private static final Gate REVOKED_P50 = Gate.atMost(25, 8);
  private static final Gate REVOKED_P99 = Gate.atMost(100, 30);
  private static final Gate CONFIRMED_P50 = Gate.atMost(60, 20);
  private static final Gate CONFIRMED_P99 = Gate.atMost(200, 60);
  private static final Gate COMPLETED_P50 = Gate.atMost(150, 60);
  private static final Gate PER_SECOND = Gate.atLeast(300, 2000);
  private static final Gate COMMITS = Gate.aimAtMost(0.5);
  private static final Gate IDLE_MB = Gate.atMost(2560, 1024);

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "In the backlog (default: ${DEFAULT-VALUE})")
  private int users = 20_000;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "Of each measurement made one at a time (default: ${DEFAULT-VALUE})")
  private int repetitions = 200;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Repetitions before that which don't count (default: ${DEFAULT-VALUE})")
  private int warmUp = 100;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "That submit the backlog (default: ${DEFAULT-VALUE})")
  private int connections = 32;

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "An empty directory for its data, on the disk to measure (default: a temporary one)")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    Plan plan = new Plan(users, repetitions, warmUp, new Crowd(connections, CALLS_PATIENCE));
    return TrialPlatform.during(
        Trial.in(Optional.ofNullable(data)).offboardingAnyNumber(),
        new ProgressLines(output.err()),
        trial -> measure(trial, plan, output));
  }

  private int measure(TrialPlatform trial, Plan plan, Output output) {
    try (Bench bench = new Bench(trial, plan, output::tell)) {
      Memory idle = bench.idleMemory();
      Timed revoked = bench.revoked();
      Timed confirmed = bench.confirmed();
      Timed completed = bench.completed();
      Loaded loaded = bench.backlog();

      FigureTable table = table(idle, revoked, confirmed, completed, loaded);
      table.lines().forEach(output::say);
      output.say("");
      loaded.checks().forEach(check -> output.say(check.toString()));
      output.say("");
      boolean held = loaded.checks().stream().allMatch(Check::isHeld);
      output.say(conclusion(table.missed(), held));
      if (json) {
        output.say(Json.line(figures(idle, revoked, confirmed, completed, loaded)));
      }
      return held ? NOTHING_LOST : SOMETHING_LOST;
    }
  }

  private FigureTable table(
      Memory idle, Timed revoked, Timed confirmed, Timed completed, Loaded loaded) {
    FigureTable table = new FigureTable();
    add(table, "revoked", revoked, REVOKED_P50, REVOKED_P99);
    add(table, "confirmed", confirmed, CONFIRMED_P50, CONFIRMED_P99);
    add(table, "completed", completed, COMPLETED_P50, Gate.NONE);
    loaded(table, loaded);
    table.add(
        new Figure("memory, idle", idle.residentMb(), "MB resident"),
        IDLE_MB,
        1,
        idle.conditions());
    return table.add(
        new Figure("memory, idle", idle.proportionalMb(), "MB, shared counted once"),
        Gate.NONE,
        1,
        idle.conditions());
  }

  private static void add(FigureTable table, String what, Timed timed, Gate p50, Gate p99) {
    Samples samples = timed.samples();
    String unit = "ms after 202";
    int n = samples.size();
    table.add(new Figure(what + " p50", samples.p50(), unit), p50, n, timed.conditions());
    table.add(new Figure(what + " p99", samples.p99(), unit), p99, n, timed.conditions());
    table.add(new Figure(what + " max", samples.max(), unit), Gate.NONE, n, timed.conditions());
  }

  private void loaded(FigureTable table, Loaded loaded) {
    Conditions conditions = loaded.conditions();
    double rate = loaded.outcome().perSecond();
    double accepted = loaded.outcome().acceptedPerSecond();
    table.add(new Figure("sustained", rate, "offboardings/s"), PER_SECOND, users, conditions);
    table.add(new Figure("  accepted", accepted, "requests/s"), Gate.NONE, users, conditions);
    Cost cost = loaded.cost();
    table.add(new Figure("  each costs", cost.commits(), "commits"), COMMITS, users, conditions);
    table.add(
        new Figure("  each costs", cost.records(), "Kafka records"), Gate.NONE, users, conditions);
    table.add(new Figure("  each costs", cost.coreMs(), "core-ms"), Gate.NONE, users, conditions);
    table.add(
        new Figure("  each costs", cost.walBytes(), "bytes of WAL"), Gate.NONE, users, conditions);
  }

  private static String conclusion(int missed, boolean held) {
    return "%s %s"
        .formatted(
            missed == 0 ? "Every gate is met." : "%d gates are MISSED.".formatted(missed),
            held ? "Nothing was lost." : "An invariant is BROKEN: see above.");
  }

  private static Figures figures(
      Memory idle, Timed revoked, Timed confirmed, Timed completed, Loaded loaded) {
    return new Figures(
        Percentiles.of(revoked.samples()),
        Percentiles.of(confirmed.samples()),
        Percentiles.of(completed.samples()),
        Figures.rounded(loaded.outcome().perSecond()),
        PerOffboarding.of(loaded.cost()),
        Figures.rounded(idle.residentMb()),
        Figures.rounded(loaded.conditions().loadAverage()),
        loaded.conditions().fdatasyncPerSecond());
  }
}
