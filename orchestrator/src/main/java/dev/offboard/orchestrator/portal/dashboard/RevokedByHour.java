package dev.offboard.orchestrator.portal.dashboard;

import dev.offboard.contracts.TenantId;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many offboardings had all access gone in each of the last 24 hours, drawn as bars. Drawn on
/// the server: it needs no script, and reads as a table too.
@Component
final class RevokedByHour {
  private static final int HOURS = 24;

  /// Of the drawing, in its own units.
  private static final int BAR = 20;

  private static final int HIGHEST = 100;

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final JdbcClient jdbc;

  RevokedByHour(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An hour, where it is drawn.
  record Bar(String hour, long count, int x, int y, int height) {}

  /// @param tenant null for all of them
  /// @return empty if there was none at all
  List<Bar> bars(@Nullable TenantId tenant, Instant now) {
    Map<Instant, Long> counts = counts(tenant);
    if (counts.isEmpty()) {
      return List.of();
    }
    long most = counts.values().stream().mapToLong(it -> it).max().orElse(1);
    Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1L, ChronoUnit.HOURS);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      Instant hour = first.plus(i, ChronoUnit.HOURS);
      long count = counts.getOrDefault(hour, 0L);
      int height = Math.toIntExact(Math.ceilDiv(count * HIGHEST, most));
      bars.add(new Bar(HOUR.format(hour), count, i * BAR, HIGHEST - height, height));
    }
    return bars;
  }

  private Map<Instant, Long> counts(@Nullable TenantId tenant) {
    Map<Instant, Long> counts = new HashMap<>();
    jdbc.sql(
            """
            SELECT extract(epoch FROM date_trunc('hour', revoked_at))::bigint AS hour, count(*) FROM offboarding
            WHERE revoked_at > now() - interval '24 hours' AND roles = '{}'
              AND (:tenant::text IS NULL OR tenant_id = :tenant)
            GROUP BY 1
            """)
        .param("tenant", tenant == null ? null : tenant.value(), Types.VARCHAR)
        .query(
            row -> {
              counts.put(Instant.ofEpochSecond(row.getLong(1)), row.getLong(2));
            });
    return counts;
  }
}
