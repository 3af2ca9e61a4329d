package dev.offboard.orchestrator.portal.audit;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is looked for in the log, as the address of the page says it. Days are those of UTC, the
/// last one included.
record EntryFilter(
    String offboarding, String tenant, String user, String kind, String from, String to) {
  /// As the log names them.
  static final List<String> KINDS =
      List.of(
          "state-change", "report", "dead-letter-replayed", "record-rejected", "access-changed");

  /// Of those that audit-service looks for, and the day after.
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

  EntryFilter {
    offboarding = text(offboarding);
    tenant = text(tenant);
    user = text(user);
    kind = text(kind);
    from = text(from);
    to = text(to);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /// A bound auditor looks for what is of their tenant, whatever they say.
  ///
  /// @throws ApiProblem 404 for another tenant, 400 for what can't be looked for
  EntryFilter checkedFor(Caller caller) {
    try {
      TenantId asked = caller.limit(tenant.isEmpty() ? null : new TenantId(tenant));
      if (!offboarding.isEmpty()) {
        UUID.fromString(offboarding);
      }
      if (!user.isEmpty()) {
        new UserId(user);
      }
      day(from, 0);
      day(to, 0);
      return new EntryFilter(
          offboarding,
          asked == null ? "" : asked.value(),
          user,
          KINDS.contains(kind) ? kind : "",
          from,
          to);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ApiProblem.badRequest(
          "invalid-value",
          "An offboarding has an id like 0193a1b2-..., a day is 2026-11-29, and ids of users and"
              + " tenants have no spaces. Nothing was looked for.");
    }
  }

  /// @param limit at most what audit-service tells at once
  String path(@Nullable Long after, int limit) {
    StringBuilder path = new StringBuilder("/api/entries?limit=" + limit);
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("offboardingId", offboarding);
    asked.put("tenantId", tenant);
    asked.put("userId", user);
    asked.put("kind", kind);
    asked.put("from", day(from, 0));
    asked.put("to", day(to, 1));
    asked.put("after", after == null ? "" : after.toString());
    asked.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            path.append('&').append(name).append('=').append(encoded(value));
          }
        });
    return path.toString();
  }

  /// As the address of a page has it.
  String query() {
    return Map.of(
            "offboarding", offboarding,
            "tenant", tenant,
            "user", user,
            "kind", kind,
            "from", from,
            "to", to)
        .entrySet()
        .stream()
        .filter(it -> !it.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String day(String day, int daysLater) {
    if (day.isEmpty()) {
      return "";
    }
    LocalDate date = LocalDate.parse(day);
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      throw new DateTimeException("no day of a log: " + day);
    }
    return date.plusDays(daysLater).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
