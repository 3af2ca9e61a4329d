package dev.offboard.orchestrator.roster;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.orchestrator.offboarding.OffboardingRequest;
import dev.offboard.orchestrator.roster.CsvText.Cells;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows of an uploaded file. The header says what stands where: `tenant` (not needed of whoever is
/// bound to one), one of `user`, `userName` and `mail`, and perhaps `reason` and `effectiveAt` (a
/// day or a time, UTC).
final class CsvEntries {
  private static final int MOST = 10_000;

  private static final Set<String> KNOWN =
      Set.of("tenant", "user", "username", "mail", "reason", "effectiveat");
  private static final List<String> NAMES = List.of("user", "username", "mail");

  private final List<String> header;
  private final @Nullable TenantId only;
  private final Instant now;

  private CsvEntries(List<String> header, @Nullable TenantId only, Instant now) {
    this.header = header;
    this.only = only;
    this.now = now;
  }

  /// @param only the tenant that the caller is bound to; null for all
  /// @throws dev.offboard.messaging.chassis.ApiProblem 400 `csv-unfit` if the file is none of these
  static List<Entry> read(byte[] file, @Nullable TenantId only, Instant now) {
    List<Cells> lines = CsvText.read(file);
    if (lines.isEmpty()) {
      throw CsvText.unfit("The file is empty. Nothing was done.");
    }
    if (lines.size() - 1 > MOST) {
      throw CsvText.unfit(
          "The file has %d rows (expected: at most %d). Nothing was done; split it."
              .formatted(lines.size() - 1, MOST));
    }
    List<String> header =
        lines.getFirst().cells().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    requireKnown(header, only);
    CsvEntries entries = new CsvEntries(header, only, now);
    List<Entry> read = new ArrayList<>();
    lines.subList(1, lines.size()).forEach(cells -> read.add(entries.entry(cells)));
    return read;
  }

  private static void requireKnown(List<String> header, @Nullable TenantId only) {
    header.stream()
        .filter(it -> !KNOWN.contains(it))
        .findFirst()
        .ifPresent(
            it -> {
              throw CsvText.unfit(
                  "The header has a column that is not known (expected: tenant, user, userName, mail, reason, effectiveAt, in any order). Nothing was done; column %d is the one."
                      .formatted(header.indexOf(it) + 1));
            });
    if (header.stream().distinct().count() != header.size()
        || header.stream().noneMatch(NAMES::contains)) {
      throw CsvText.unfit(
          "The header has no user, userName or mail, or a column twice. Nothing was done.");
    }
    if (only == null && !header.contains("tenant")) {
      throw CsvText.unfit(
          "The header has no tenant, and you see all of them. Nothing was done; add the column.");
    }
  }

  private Entry entry(Cells line) {
    TenantId tenant = only == null ? read(cell(line, "tenant"), TenantId::new) : only;
    String written = cell(line, "tenant");
    boolean isTheirs = only == null || written == null || only.value().equals(written);
    UserId user = read(cell(line, "user"), UserId::new);
    String userName = cell(line, "username");
    String mail = cell(line, "mail");
    boolean isNamed =
        user != null || cell(line, "user") == null && (userName != null || mail != null);
    if (line.cells().size() != header.size()) {
      return Entry.unreadable(line.line(), tenant, "number of columns");
    }
    if (!isTheirs || tenant == null) {
      return Entry.unreadable(line.line(), tenant, "tenant");
    }
    if (!isNamed) {
      return Entry.unreadable(line.line(), tenant, "user");
    }
    String reason = cell(line, "reason");
    ReasonCode code = read(reason, ReasonCode::new);
    if (reason != null && code == null) {
      return Entry.unreadable(line.line(), tenant, "reason");
    }
    try {
      return new Entry(
          line.line(),
          tenant,
          user,
          user == null ? userName : null,
          user == null && userName == null ? mail : null,
          code,
          time(cell(line, "effectiveat")),
          null);
    } catch (DateTimeException e) {
      return Entry.unreadable(line.line(), tenant, "effectiveAt");
    }
  }

  /// Null for an empty one.
  private @Nullable String cell(Cells line, String column) {
    int place = header.indexOf(column);
    String text = place < 0 || place >= line.cells().size() ? "" : line.cells().get(place);
    return text.isEmpty() ? null : text;
  }

  private static <T> @Nullable T read(@Nullable String text, Function<String, T> reader) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Instant time =
        text.endsWith("Z")
            ? Instant.parse(text)
            : text.contains("T")
                ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (time.isBefore(now.minus(Duration.ofDays(1)))
        || time.isAfter(now.plus(OffboardingRequest.FURTHEST_AHEAD))) {
      throw new DateTimeException("out of range");
    }
    return time.isBefore(now) ? null : time;
  }
}
