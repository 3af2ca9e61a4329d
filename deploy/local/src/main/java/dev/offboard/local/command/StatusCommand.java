package dev.offboard.local.command;

import dev.offboard.local.json.Json;
import dev.offboard.local.runtime.PlatformStatus;
import dev.offboard.local.runtime.ProcessStatus;
import dev.offboard.local.supervision.Health;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard status`: asks every process how it is. Exit code 0 when all is ready, else 1.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows whether everything works (exit code 0) or not (1).")
public final class StatusCommand implements Callable<Integer> {
  private static final int READY = 0;
  private static final int NOT_READY = 1;

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--json", description = "One JSON document with all coordinates and secrets")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out =
        command == null ? new PrintWriter(System.out) : command.commandLine().getOut();
    PlatformStatus status = data.installation().status();
    if (json) {
      out.println(Json.pretty(status.json()));
    } else {
      print(out, status);
    }
    out.flush();
    return status.isReady() ? READY : NOT_READY;
  }

  private static String headline(PlatformStatus status) {
    boolean nothingRuns = status.processes().stream().allMatch(it -> it.pid().isEmpty());
    return status.isReady() ? "Ready" : nothingRuns ? "Down" : "NOT READY";
  }

  private static void print(PrintWriter out, PlatformStatus status) {
    if (status.processes().isEmpty()) {
      out.printf("Nothing was ever started in %s. Start it with `offboard up`.%n", status.data());
      return;
    }
    out.printf("%s in %s%n%n", headline(status), status.data());
    for (ProcessStatus process : status.processes()) {
      out.printf(
          "  %-13s %-5s %8s  %s%s%n",
          process.name(),
          process.health().isUp() ? "up" : "DOWN",
          process.pid().isPresent() ? process.pid().getAsLong() : "-",
          process.url(),
          process.health() instanceof Health.Down(String why) ? "  (" + why + ")" : "");
    }
    status
        .connector()
        .ifPresent(
            it ->
                out.printf(
                    "  %-13s %s  %s%n",
                    "connector", PlatformStatus.nameOf(it), PlatformStatus.whyOf(it)));
    status.slot().ifPresent(it -> out.printf("  %-13s %s%n", "slot", it.words()));
    out.printf(
        "  %-13s %s%n",
        "supervisor",
        status.supervisor().isPresent()
            ? status.supervisor().getAsLong()
            : "none; start it with `offboard up`");
    status.auditKey().ifPresent(key -> out.printf("  %-13s %s%n", "audit's key", key));
    out.printf("%nWhat happened last:%n");
    status
        .events()
        .forEach(
            it ->
                out.printf("  %s  %-13s %s%n", it.at(), it.subject(), ProgressLines.sentence(it)));
  }
}
