package dev.offboard.orchestrator.offboarding;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;
import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Milestones;
import dev.offboard.orchestrator.saga.Offboarding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `offboarding`, one statement for any number of rows.
final class OffboardingRows {
  private final JdbcClient jdbc;

  OffboardingRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False, and nothing is written, if the user has a live one, or has one that ended in this epoch
  /// or later: then `epoch` was read before that end.
  boolean insertIfNone(Offboarding offboarding, @Nullable String note) {
    return jdbc.sql(
                """
                INSERT INTO offboarding (id, tenant_id, user_id, epoch, reason, initiator_id, initiator_role,
                  definition, definition_version, policy, state, requested_at, effective_at, respond_by,
                  state_changes, wake_at, note)
                SELECT :id::uuid, :tenant, :user, :epoch, :reason, :by, :role, :definition, :version,
                  :policy::jsonb, :state, :requested::timestamptz, :effective::timestamptz,
                  :respondBy::timestamptz, :changes, :wake::timestamptz, :note
                WHERE NOT EXISTS (SELECT FROM offboarding WHERE tenant_id = :tenant AND user_id = :user
                  AND epoch >= :epoch AND state IN ('COMPLETED', 'REINSTATED'))
                ON CONFLICT DO NOTHING
                """)
            .param("id", offboarding.id().toString())
            .param("tenant", offboarding.user().tenantId().value())
            .param("user", offboarding.user().userId().value())
            .param("epoch", offboarding.epoch().value())
            .param("reason", offboarding.reason().value())
            .param("by", offboarding.initiator().id())
            .param("role", offboarding.initiator().role())
            .param("definition", OFFBOARD_USER.name())
            .param("version", OFFBOARD_USER.version())
            .param("policy", PolicyJson.write(offboarding.policy()))
            .param("state", offboarding.state().name())
            .param("requested", text(offboarding.milestones().requestedAt()))
            .param("effective", text(offboarding.milestones().effectiveAt()))
            .param("respondBy", text(offboarding.milestones().respondBy()))
            .param("changes", offboarding.stateChanges())
            .param("wake", text(offboarding.wakeAt()))
            .param("note", note)
            .update()
        == 1;
  }

  void update(List<Offboarding> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE offboarding AS o
            SET state = n.state, revoked_at = n.revoked_at, respond_by = n.respond_by,
              completed_at = n.completed_at, undone_by_id = n.undone_by_id,
              undone_by_role = n.undone_by_role, state_changes = n.state_changes,
              attention_reason = n.attention_reason, attention_owner = n.attention_owner,
              attention_since = n.attention_since, wake_at = n.wake_at
            FROM unnest(:ids::uuid[], :states::text[], :revoked::timestamptz[], :respondBy::timestamptz[],
                :completed::timestamptz[], :undoneBy::text[], :undoneRole::text[], :changes::int[],
                :reasons::text[], :owners::text[], :since::timestamptz[], :wake::timestamptz[])
              AS n (id, state, revoked_at, respond_by, completed_at, undone_by_id, undone_by_role,
                state_changes, attention_reason, attention_owner, attention_since, wake_at)
            WHERE o.id = n.id
            """)
        .param("ids", Columns.of(rows, Offboarding::id))
        .param("states", Columns.of(rows, row -> row.state().name()))
        .param("revoked", Columns.of(rows, row -> row.milestones().revokedAt()))
        .param("respondBy", Columns.of(rows, row -> row.milestones().respondBy()))
        .param("completed", Columns.of(rows, row -> row.milestones().completedAt()))
        .param("undoneBy", Columns.of(rows, row -> undoneBy(row, Initiator::id)))
        .param("undoneRole", Columns.of(rows, row -> undoneBy(row, Initiator::role)))
        .param("changes", Columns.of(rows, Offboarding::stateChanges))
        .param("reasons", Columns.of(rows, row -> attention(row, Attention::reason)))
        .param("owners", Columns.of(rows, row -> attention(row, Attention::owner)))
        .param("since", Columns.of(rows, row -> attention(row, Attention::since)))
        .param("wake", Columns.of(rows, Offboarding::wakeAt))
        .update();
  }

  private static @Nullable Object undoneBy(Offboarding row, Function<Initiator, Object> part) {
    Initiator by = row.undoneBy();
    return by == null ? null : part.apply(by);
  }

  private static @Nullable Object attention(Offboarding row, Function<Attention, Object> part) {
    Attention attention = row.attention();
    return attention == null ? null : part.apply(attention);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /// Without its steps. A run of a definition that this version doesn't have is parked, whatever
  /// its state is called.
  static Offboarding read(ResultSet row) throws SQLException {
    return new Offboarding(
        id(row),
        UserRef.of(row.getString("tenant_id"), row.getString("user_id")),
        new Epoch(row.getInt("epoch")),
        new ReasonCode(row.getString("reason")),
        requireNonNull(Columns.initiator(row, "initiator")),
        PolicyJson.read(row.getString("policy")),
        isOurs(row) ? OffboardingState.ofCode(row.getString("state")) : OffboardingState.UNKNOWN,
        new Milestones(
            Columns.requiredInstant(row, "requested_at"),
            Columns.requiredInstant(row, "effective_at"),
            Columns.instant(row, "revoked_at"),
            Columns.instant(row, "respond_by"),
            Columns.instant(row, "completed_at")),
        Columns.initiator(row, "undone_by"),
        List.of(),
        row.getInt("state_changes"),
        attention(row),
        Columns.instant(row, "wake_at"));
  }

  static OffboardingId id(ResultSet row) throws SQLException {
    return new OffboardingId(row.getObject("id", UUID.class));
  }

  private static boolean isOurs(ResultSet row) throws SQLException {
    return OFFBOARD_USER.name().equals(row.getString("definition"))
        && OFFBOARD_USER.version() == row.getInt("definition_version");
  }

  private static @Nullable Attention attention(ResultSet row) throws SQLException {
    String reason = row.getString("attention_reason");
    return reason == null
        ? null
        : new Attention(
            reason,
            row.getString("attention_owner"),
            Columns.requiredInstant(row, "attention_since"));
  }
}
