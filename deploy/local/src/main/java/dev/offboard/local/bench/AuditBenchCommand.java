package dev.offboard.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.bench.FigureTable.Figure;
import dev.offboard.local.command.ProgressLines;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import dev.offboard.local.runtime.Scope;
import dev.offboard.local.runtime.Service;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.trial.Trial;
import dev.offboard.local.trial.TrialPlatform;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard bench audit`. The log is filled by audit-service's own program with the flags that it
/// runs with, on a PostgreSQL as durable as that of a platform; proofs and tiles are read over
/// HTTP. Exit code 0 when everything was measured and the log verified, also where a gate is
/// missed.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the audit log: appends a second, inclusion proofs, whole-log verification.",
      "Fills a fresh log with N entries; takes some minutes and about 2 GB for a million."
    })
public final class AuditBenchCommand implements Callable<Integer> {
  private static final String PROGRAM = "dev.offboard.audit.bench.LogBench";
  private static final String RESULT = "figures: ";
  private static final int VERIFIED = 0;
  private static final int NOT_VERIFIED = 1;

  private static final Gate APPENDS = Gate.atLeast(5_000, 50_000);
  private static final Gate SLOWDOWN = Gate.atMost(1.3, 1.1);
  private static final Gate INCLUSION_P99 = Gate.atMost(50, 10);

  @Option(
      names = "--entries",
      paramLabel = "N",
      description = "How many are appended and counted (default: ${DEFAULT-VALUE})")
  private int entries = 1_000_000;

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
    return TrialPlatform.during(
        Trial.in(Optional.ofNullable(data)).of(Scope.INFRASTRUCTURE),
        new ProgressLines(output.err()),
        trial -> measure(trial, output));
  }

  private int measure(TrialPlatform trial, Output output) {
    output.tell("Appending %d entries".formatted(entries));
    JsonNode figures =
        figures(
            trial.installation().runTool(Service.AUDIT, PROGRAM, List.of("--entries=" + entries)));
    Conditions conditions = Conditions.now(trial.directory());
    FigureTable table = table(figures, conditions);
    table.lines().forEach(output::say);
    output.say("");
    boolean verified = "VERIFIED".equals(figures.path("verdict").asText());
    output.say(
        "%s The log of %d entries is %s."
            .formatted(
                table.missed() == 0
                    ? "Every gate is met."
                    : "%d gates are MISSED.".formatted(table.missed()),
                figures.path("logSize").asLong(),
                figures.path("verdict").asText()));
    if (json) {
      output.say(Json.line(withConditions(figures, conditions)));
    }
    return verified ? VERIFIED : NOT_VERIFIED;
  }

  private static JsonNode figures(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(RESULT))
        .findFirst()
        .map(line -> Json.tree(line.substring(RESULT.length())))
        .orElseThrow(
            () ->
                new PlatformFailure(
                    "%s printed no figures:%n%s"
                        .formatted(PROGRAM, String.join(System.lineSeparator(), lines))));
  }

  private static FigureTable table(JsonNode figures, Conditions conditions) {
    int n = figures.path("entries").asInt();
    double first = figures.path("firstTenthPerSecond").asDouble();
    double last = figures.path("lastTenthPerSecond").asDouble();
    return new FigureTable()
        .add(figure(figures, "appends", "appendsPerSecond", "entries/s"), APPENDS, n, conditions)
        .add(
            figure(figures, "  the first tenth", "firstTenthPerSecond", "entries/s"),
            Gate.NONE,
            n / 10,
            conditions)
        .add(
            figure(figures, "  the last tenth", "lastTenthPerSecond", "entries/s"),
            Gate.NONE,
            n / 10,
            conditions)
        .add(new Figure("  slower by", first / last, "times"), SLOWDOWN, 1, conditions)
        .add(figure(figures, "checkpoint signed", "signMs", "ms"), Gate.NONE, 1, conditions)
        .add(
            figure(figures, "inclusion proof p50", "inclusionP50Ms", "ms over HTTP"),
            Gate.NONE,
            n,
            conditions)
        .add(
            figure(figures, "inclusion proof p99", "inclusionP99Ms", "ms over HTTP"),
            INCLUSION_P99,
            n,
            conditions)
        .add(
            figure(figures, "whole log verified", "verifiedPerSecond", "entries/s"),
            Gate.NONE,
            n,
            conditions);
  }

  private static Figure figure(JsonNode figures, String what, String field, String unit) {
    return new Figure(what, figures.path(field).asDouble(), unit);
  }

  private static Map<String, Object> withConditions(JsonNode figures, Conditions conditions) {
    Map<String, Object> all = new LinkedHashMap<>();
    figures.properties().forEach(field -> all.put(field.getKey(), field.getValue()));
    all.put("loadAverage", Figures.rounded(conditions.loadAverage()));
    all.put("fdatasyncPerSecond", conditions.fdatasyncPerSecond());
    return all;
  }
}
