package dev.offboard.local.evidence.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvidenceCommandTest {
  @TempDir private Path directory;
  private String printed = "";

  @Test
  void a_period_that_ends_before_it_begins_is_not_understood() {
    assertThat(run("--from", "2026-02-01", "--to", "2026-01-30")).isEqualTo(2);
    assertThat(printed).contains("--from 2026-02-01 (expected: not after --to 2026-01-30)");
    assertThat(run("--from", "2026-02-30", "--to", "2026-03-01")).isEqualTo(2);
    assertThat(printed).contains("--from \"2026-02-30\" (expected: a day like 2026-01-31");
    assertThat(run("--from", "2026-01-01T00:00:00", "--to", "2026-03-01")).isEqualTo(2);
    assertThat(printed).contains("an instant with an offset");
    assertThat(run("--from", "2026-01-01")).isEqualTo(2);
  }

  @Test
  void without_a_platform_nothing_is_written() {
    assertThat(run("--from", "2026-01-01", "--to", "2026-01-01", "-o", directory.resolve("out")))
        .isEqualTo(1);
    assertThat(printed).contains("No platform runs in");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void the_auditors_page_leaves_no_blank() {
    String page =
        AuditorsReadme.of(
            Map.of(
                "log", "example.com/log",
                "requestedFrom", "2026-01-01T00:00:00Z",
                "requestedTo", "2026-04-01T00:00:00Z",
                "collectedAt", "2026-04-02T08:00:00Z"),
            7,
            5,
            2);
    assertThat(page)
        .contains("7, of which 5 have a certificate and 2 have not ended", "all tenants")
        .contains(
            "CC6.2", "CC6.3", "A.5.18", "A.6.5", "AC-2(3)", "PS-4", "8.2.5", "164.308(a)(3)(ii)(C)")
        .doesNotContainPattern("\\{[a-zA-Z]+}");
  }

  private int run(Object... options) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new EvidenceCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .setExecutionExceptionHandler(
                (failure, command, ignored) -> {
                  command.getErr().println(failure.getMessage());
                  return 1;
                })
            .execute(
                Stream.concat(
                        Stream.of("--data", directory.resolve("data")), Arrays.stream(options))
                    .map(Object::toString)
                    .toArray(String[]::new));
    printed = out.toString();
    return exit;
  }
}
