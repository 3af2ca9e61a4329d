package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sweeps out of turn: everybody who is deprovisioned and has not come back, or whose role change
/// can still be undone, is asked about again now. The timers do the asking, in batches; the
/// policies' own sweeps go on as planned.
@Component
class Sweeps {
  private static final String SWEPT =
      """
      (o.state = 'REVOKED' OR o.state = 'COMPLETED' AND o.roles = '{}') AND o.revoked_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM offboarding AS later
          WHERE later.tenant_id = o.tenant_id AND later.user_id = o.user_id AND later.state = 'REINSTATED'
            AND later.roles = '{}' AND later.epoch >= o.epoch)\
      """;

  private final JdbcClient jdbc;

  Sweeps(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param since when they were asked for, by the database's clock
  record Begun(int offboardings, Instant since) {}

  /// @param due not asked yet
  /// @param underWay asked, and not all have answered
  /// @param found where access was left since then: opened again, or begun as a follow-up
  record Progress(long due, long underWay, List<OffboardingId> found) {}

  /// Of all, of a tenant, or of one user.
  Begun begin(@Nullable TenantId tenant, @Nullable UserId user) {
    Instant since =
        jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    int offboardings =
        jdbc.sql(
                """
                UPDATE offboarding AS o
                SET sweep_at = clock_timestamp(), wake_at = least(wake_at, clock_timestamp())
                WHERE %s AND (:tenant::text IS NULL OR o.tenant_id = :tenant)
                  AND (:user::text IS NULL OR o.user_id = :user)
                """
                    .formatted(SWEPT))
            .param("tenant", tenant == null ? null : tenant.value())
            .param("user", user == null ? null : user.value())
            .update();
    return new Begun(offboardings, since);
  }

  Progress since(Instant since) {
    return new Progress(
        count("sweep_at <= clock_timestamp()"),
        count(
            """
            wake_at < clock_timestamp() + interval '10 minutes' AND EXISTS (SELECT FROM step
              WHERE step.offboarding_id = o.id AND step.phase = 'verify' AND step.due_at IS NOT NULL)\
            """),
        jdbc.sql(
                """
                SELECT offboarding_id FROM state_change WHERE at >= ?
                  AND (from_state = 'REVOKED' AND to_state = 'REVOKING' OR from_state IS NULL AND to_state = 'ERASING')
                ORDER BY at
                """)
            .param(since.atOffset(ZoneOffset.UTC))
            .query((row, number) -> new OffboardingId(row.getObject(1, UUID.class)))
            .list());
  }

  private long count(String condition) {
    return jdbc.sql(
            "SELECT count(*) FROM offboarding AS o WHERE o.state IN ('REVOKED', 'COMPLETED') AND "
                + condition)
        .query(Long.class)
        .single();
  }
}
