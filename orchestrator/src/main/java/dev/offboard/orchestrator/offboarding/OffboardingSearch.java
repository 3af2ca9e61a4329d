package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds offboardings, the latest request first, page by page. Rows that are added meanwhile never
/// shift a page.
@Component
final class OffboardingSearch {
  /// Everything that is asked for, absent where it doesn't matter.
  record Filter(
      @Nullable TenantId tenantId,
      @Nullable UserId userId,
      @Nullable OffboardingState state,
      @Nullable Boolean needsAttention) {}

  /// @param next where the next page goes on, absent on the last
  record Page(List<Offboarding> offboardings, @Nullable OffboardingId next) {}

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
    if (after != null) {
      conditions.add("id < :after::uuid");
      params.put("after", after.toString());
    }
    List<Offboarding> found =
        jdbc.sql(
                "SELECT * FROM offboarding WHERE %s ORDER BY id DESC LIMIT %d"
                    .formatted(String.join(" AND ", conditions), limit + 1))
            .params(params)
            .query((row, number) -> OffboardingRows.read(row))
            .list();
    return found.size() <= limit
        ? new Page(found, null)
        : new Page(found.subList(0, limit), found.get(limit - 1).id());
  }
}
