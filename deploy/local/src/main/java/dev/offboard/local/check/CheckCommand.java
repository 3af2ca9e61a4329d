package dev.offboard.local.check;

import dev.offboard.local.check.Findings.Finding;
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
import picocli.CommandLine.Spec;

/// `offboard check`: exit code 0 when every invariant holds, 1 when one doesn't, 2 when it could
/// not look.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the databases and topics of the installation and names everything that must never be.",
      "Exit code 0: nothing was found; 1: something was; 2: it could not look. Works also under"
          + " load."
    })
public final class CheckCommand implements Callable<Integer> {
  private static final int NONE = 0;
  private static final int SOME = 1;
  private static final int COULD_NOT_LOOK = 2;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description =
          "What is younger counts as under way, not as missing (default: ${DEFAULT-VALUE})")
  private long grace = InstallationCheck.GRACE.toSeconds();

  @Option(names = "--json", description = "One JSON document")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    Findings findings;
    try {
      findings =
          InstallationCheck.of(
              data.installation().coordinates(), Duration.ofSeconds(Math.max(0, grace)));
    } catch (RuntimeException e) {
      output.tell("offboard: could not look: %s".formatted(e.getMessage()));
      return COULD_NOT_LOOK;
    }
    if (json) {
      output.say(Json.pretty(findings.json()));
    } else {
      print(findings, output);
    }
    return findings.violations() == 0 ? NONE : SOME;
  }

  /// A line for each invariant and for each violation of it.
  public static void print(Findings findings, Output output) {
    for (Finding finding : findings.all()) {
      output.say(
          "  %-6s  %-3s  %s"
              .formatted(finding.holds() ? "HELD" : "BROKEN", finding.id(), finding.claim()));
      finding
          .violations()
          .forEach(
              it ->
                  output.say(
                      "            offboarding %s: %s"
                          .formatted(it.offboarding().orElse("unknown"), it.found())));
    }
    output.say("");
    output.say(
        findings.violations() == 0
            ? "Nothing was found that must not be."
            : "%d violations. See deploy/runbooks/check.md".formatted(findings.violations()));
  }
}
