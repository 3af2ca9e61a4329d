package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.orchestrator.saga.Offboarding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds offboardings, the latest request first, page by page. Rows that are added meanwhile never
/// shift a page.
@Component
final class OffboardingSearch {
  /// Everything that is asked for, absent where it doesn't matter.
  ///
  /// @param requestedFrom inclusive
  /// @param requestedTo exclusive
  record Filter(
      @Nullable TenantId tenantId,
      @Nullable UserId userId,
      @Nullable OffboardingState state,
      @Nullable Boolean needsAttention,
      @Nullable ReasonCode reason,
      @Nullable Instant requestedFrom,
      @Nullable Instant requestedTo) {}

  record Found(Offboarding offboarding, Revocation.Times revocation) {}

  /// @param next where the next page goes on, absent on the last
  record Page(List<Found> offboardings, @Nullable OffboardingId next) {}

  /// Between the making of an id and of the request's time: whatever clocks do, never as much.
  private static final Duration MARGIN = Duration.ofDays(1);

  private final JdbcClient jdbc;

  OffboardingSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// At most `limit`, those requested before `after`.
  Page find(Filter filter, @Nullable OffboardingId after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Map<String, Object> params = new LinkedHashMap<>();
    if (filter.tenantId() != null) {
      conditions.add("tenant_id = :tenant");
      params.put("tenant", filter.tenantId().value());
    }
    if (filter.userId() != null) {
      conditions.add("user_id = :user");
      params.put("user", filter.userId().value());
    }
    if (filter.state() != null) {
      conditions.add("state = :state");
      params.put("state", filter.state().name());
    }
    if (filter.needsAttention() != null) {
      conditions.add("attention_since IS " + (filter.needsAttention() ? "NOT NULL" : "NULL"));
    }
    if (filter.reason() != null) {
      conditions.add("reason = :reason");
      params.put("reason", filter.reason().value());
    }
    if (filter.requestedFrom() != null) {
      conditions.add("requested_at >= :from AND id >= :firstId::uuid");
      params.put("from", filter.requestedFrom().atOffset(ZoneOffset.UTC));
      params.put("firstId", idAt(filter.requestedFrom().minus(MARGIN)).toString());
    }
    if (filter.requestedTo() != null) {
      conditions.add("requested_at < :to AND id < :lastId::uuid");
      params.put("to", filter.requestedTo().atOffset(ZoneOffset.UTC));
      params.put("lastId", idAt(filter.requestedTo().plus(MARGIN)).toString());
    }
    if (after != null) {
      conditions.add("id < :after::uuid");
      params.put("after", after.toString());
    }
    List<Found> found =
        jdbc.sql(
                """
                SELECT *,
                  (SELECT min(at) FROM state_change WHERE offboarding_id = id AND to_state = 'REVOKING' AND at >= effective_at) AS first_revoking_at,
                  (SELECT min(at) FROM state_change WHERE offboarding_id = id AND to_state = 'REVOKED' AND at >= effective_at) AS first_revoked_at
                FROM offboarding WHERE %s ORDER BY id DESC LIMIT %d
                """
                    .formatted(String.join(" AND ", conditions), limit + 1))
            .params(params)
            .query((row, number) -> read(row))
            .list();
    return found.size() <= limit
        ? new Page(found, null)
        : new Page(found.subList(0, limit), found.get(limit - 1).offboarding().id());
  }

  private static Found read(ResultSet row) throws SQLException {
    return new Found(
        OffboardingRows.read(row),
        new Revocation.Times(
            Columns.instant(row, "first_revoking_at"), Columns.instant(row, "first_revoked_at")));
  }

  /// The smallest id that can be made then (RFC 9562 section 5.7): ids are in the order of
  /// requests, so a period is a range of the primary key.
  private static UUID idAt(Instant time) {
    long millis = Math.clamp(time.toEpochMilli(), 0, (1L << 48) - 1);
    return new UUID(millis << 16, 0);
  }
}
