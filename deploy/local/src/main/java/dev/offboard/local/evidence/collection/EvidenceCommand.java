package dev.offboard.local.evidence.collection;

import dev.offboard.contracts.TenantId;
import dev.offboard.local.client.Period;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.evidence.EvidenceFolder;
import dev.offboard.local.evidence.collection.Collector.Collected;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.offboarding.Arguments;
import dev.offboard.local.terminal.Output;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `offboard evidence`: exit code 0 when all evidence of the period is in the folder and holds, 1
/// when some does not, is missing, or could not be fetched.
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = {
      "Collects the evidence of an audit period in a folder for an auditor: the offboardings that"
          + " were requested in it (CSV, JSON), their certificates, the log's checkpoints, its key,"
          + " and a README that maps them to SOC 2, ISO 27001, NIST, PCI DSS and HIPAA.",
      "`offboard verify FOLDER --key KEY` verifies all of it offline.",
      "Exit code 0: all is there and holds; 1: something is not, and is named."
    })
public final class EvidenceCommand implements Callable<Integer> {
  private static final int ALL = 0;
  private static final int NOT_ALL = 1;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "First day of the period (UTC), like 2026-01-01, or an instant with an offset")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "Last day of the period, which is part of it, or an instant, which is not")
  private String to = "";

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      converter = Arguments.OfTenant.class,
      description = "Of one tenant (default: of all)")
  private @Nullable TenantId tenant;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "A new or empty folder (default: evidence-FROM-TO here)")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output out = Output.of(command);
    Period period = period();
    PlatformClient platform = PlatformClient.of(data.installation().coordinates());
    if (tenant != null && !platform.identity().knows(tenant)) {
      throw new PlatformFailure(
          "There is no tenant %s; nothing was written. `offboard list` shows who was offboarded"
              .formatted(tenant));
    }
    Path path =
        Optional.ofNullable(output)
            .orElseGet(() -> Path.of("evidence-%s-%s".formatted(from, to).replace(':', '.')));
    EvidenceFolder folder = EvidenceFolder.create(path);
    Collected collected = collect(folder, platform, period);
    collected.doubts().forEach(doubt -> out.say("DOUBT: " + doubt));
    out.say(
        "%s: %d offboardings, %d certificates, %d not ended yet"
            .formatted(path, collected.offboardings(), collected.certificates(), collected.open()));
    out.say(
        "Give the auditor the folder, and, on another way, the key: "
            + data.installation().auditKey());
    return collected.doubts().isEmpty() ? ALL : NOT_ALL;
  }

  private Collected collect(EvidenceFolder folder, PlatformClient platform, Period period) {
    try {
      return new Collector(
              platform, data.installation().auditKey(), folder, Output.of(command)::tell)
          .collect(period, Optional.ofNullable(tenant));
    } catch (PlatformFailure | ServiceRefusal failure) {
      throw new PlatformFailure(
          "%s What is in %s is incomplete: remove it and repeat the command"
              .formatted(failure.getMessage(), folder),
          failure);
    }
  }

  private Period period() {
    Instant begin = instant("--from", from, 0);
    Instant end = instant("--to", to, 1);
    if (!begin.isBefore(end)) {
      throw misunderstood("--from %s (expected: not after --to %s)".formatted(from, to));
    }
    return new Period(begin, end);
  }

  private Instant instant(String option, String text, int daysLater) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).plusDays(daysLater).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw misunderstood(
          "%s \"%s\" (expected: a day like 2026-01-31, or an instant with an offset like 2026-01-31T17:00:00+01:00)"
              .formatted(option, text));
    }
  }

  private RuntimeException misunderstood(String what) {
    return command == null
        ? new IllegalArgumentException(what)
        : new ParameterException(command.commandLine(), what);
  }
}
