package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Looks up what was told. The database shows the caller's tenant only.
@Component
class ToldMessages {
  private final JdbcClient jdbc;

  ToldMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The latest first.
  List<NotificationView> list(
      Optional<OffboardingId> offboarding, Optional<DeliveryState> state, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM notification
            WHERE (:offboarding::uuid IS NULL OR offboarding_id = :offboarding::uuid) AND (:state::text IS NULL OR state = :state)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("offboarding", offboarding.map(OffboardingId::toString).orElse(null))
        .param("state", state.map(DeliveryState::name).orElse(null))
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  private static NotificationView view(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new NotificationView(
        row.getObject("id", UUID.class),
        new OffboardingId(row.getObject("offboarding_id", UUID.class)),
        new TenantId(row.getString("tenant_id")),
        Occasion.valueOf(row.getString("occasion")).wireName(),
        row.getString("channel"),
        row.getString("recipient"),
        state,
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        state.equals(DeliveryState.WAITING.name()) ? instant(row, "due_at") : null,
        instant(row, "ended_at"),
        row.getString("last_error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
