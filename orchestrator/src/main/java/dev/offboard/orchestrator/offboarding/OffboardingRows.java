package dev.offboard.orchestrator.offboarding;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.trace.TraceParent;
import dev.offboard.orchestrator.policy.PolicyJson;
import dev.offboard.orchestrator.saga.Attention;
import dev.offboard.orchestrator.saga.Definitions;
import dev.offboard.orchestrator.saga.Milestones;
import dev.offboard.orchestrator.saga.Offboarding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `offboarding`, one statement for any number of rows.
final class OffboardingRows {
  /// Runs of the sagas of this version.
  static final String OURS =
      Definitions.ALL.stream()
          .map(saga -> "('%s', %d)".formatted(saga.name(), saga.version()))
          .collect(Collectors.joining(", ", "(definition, definition_version) IN (", ")"));

  /// As [Offboarding#isLive] and the unique index.
  static final String LIVE =
      """
      state NOT IN ('COMPLETED', 'REINSTATED', 'CANCELLED') AND NOT (state = 'SEALING' AND roles <> '{}')\
      """;

  private final JdbcClient jdbc;

  OffboardingRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those that were inserted. A row is left out, and nothing of it is written, if its user has a
  /// live one, or has one that ended in this epoch or later: then the epoch was read before that
  /// end. One that follows an offboarding does so after its end, but not after a reinstatement. A
  /// role change ends no epoch.
  ///
  /// @param traces of those that came in one
  Set<OffboardingId> insertIfNone(List<Offboarding> rows, Map<OffboardingId, TraceParent> traces) {
    return jdbc.sql(
            """
            INSERT INTO offboarding (id, tenant_id, user_id, epoch, reason, initiator_id, initiator_role,
              definition, definition_version, policy, state, requested_at, effective_at, respond_by,
              undone_by_id, undone_by_role, state_changes, wake_at, follows, urgent, roles, approvals,
              traceparent)
            SELECT n.id, n.tenant_id, n.user_id, n.epoch, n.reason, n.initiator_id, n.initiator_role,
              n.definition, n.definition_version, n.policy, n.state, n.requested_at, n.effective_at, n.respond_by,
              n.undone_by_id, n.undone_by_role, n.state_changes, n.wake_at, n.follows, n.urgent, string_to_array(n.revoke, ','), n.approvals,
              n.traceparent
            FROM unnest(:ids::uuid[], :tenants::text[], :users::text[], :epochs::int[], :reasons::text[],
                :by::text[], :roles::text[], :policies::jsonb[], :states::text[], :requested::timestamptz[],
                :effective::timestamptz[], :respondBy::timestamptz[], :undoneBy::text[], :undoneRole::text[],
                :changes::int[], :wake::timestamptz[], :follows::uuid[], :urgent::boolean[],
                :revoke::text[], :definitions::text[], :versions::int[], :approvals::jsonb[], :traces::text[])
              AS n (id, tenant_id, user_id, epoch, reason, initiator_id, initiator_role, policy, state,
                requested_at, effective_at, respond_by, undone_by_id, undone_by_role, state_changes, wake_at, follows, urgent,
                revoke, definition, definition_version, approvals, traceparent)
            WHERE NOT EXISTS (SELECT FROM offboarding AS o
              WHERE o.tenant_id = n.tenant_id AND o.user_id = n.user_id AND o.epoch >= n.epoch AND o.roles = '{}'
                AND (o.state = 'REINSTATED' OR o.state = 'COMPLETED' AND n.follows IS NULL))
            ON CONFLICT DO NOTHING RETURNING id
            """)
        .param("traces", Columns.of(rows, row -> traces.get(row.id())))
        .param("approvals", Columns.of(rows, ApprovalsJson::write))
        .param("revoke", Columns.of(rows, OffboardingRows::roles))
        .param("definitions", Columns.of(rows, row -> row.definition().name()))
        .param("versions", Columns.of(rows, row -> row.definition().version()))
        .param("ids", Columns.of(rows, Offboarding::id))
        .param("tenants", Columns.of(rows, row -> row.user().tenantId()))
        .param("users", Columns.of(rows, row -> row.user().userId()))
        .param("epochs", Columns.of(rows, Offboarding::epoch))
        .param("reasons", Columns.of(rows, Offboarding::reason))
        .param("by", Columns.of(rows, row -> row.initiator().id()))
        .param("roles", Columns.of(rows, row -> row.initiator().role()))
        .param("policies", Columns.of(rows, row -> PolicyJson.write(row.policy())))
        .param("states", Columns.of(rows, row -> row.state().name()))
        .param("requested", Columns.of(rows, row -> row.milestones().requestedAt()))
        .param("effective", Columns.of(rows, row -> row.milestones().effectiveAt()))
        .param("respondBy", Columns.of(rows, row -> row.milestones().respondBy()))
        .param("undoneBy", Columns.of(rows, row -> undoneBy(row, Initiator::id)))
        .param("undoneRole", Columns.of(rows, row -> undoneBy(row, Initiator::role)))
        .param("changes", Columns.of(rows, Offboarding::stateChanges))
        .param("wake", Columns.of(rows, Offboarding::wakeAt))
        .param("follows", Columns.of(rows, Offboarding::follows))
        .param("urgent", Columns.of(rows, OffboardingRows::isUrgent))
        .query((row, number) -> id(row))
        .set();
  }

  void update(List<Offboarding> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE offboarding AS o
            SET state = n.state, reason = n.reason, policy = n.policy, effective_at = n.effective_at, sweep_at = n.sweep_at, revoked_at = n.revoked_at, respond_by = n.respond_by,
              completed_at = n.completed_at, undone_by_id = n.undone_by_id,
              undone_by_role = n.undone_by_role, state_changes = n.state_changes,
              attention_reason = n.attention_reason, attention_owner = n.attention_owner,
              attention_since = n.attention_since, wake_at = n.wake_at, urgent = n.urgent,
              roles = string_to_array(n.revoke, ','), definition = n.definition, definition_version = n.definition_version, approvals = n.approvals
            FROM unnest(:ids::uuid[], :states::text[], :because::text[], :policies::jsonb[], :effective::timestamptz[], :sweep::timestamptz[], :revoked::timestamptz[], :respondBy::timestamptz[],
                :completed::timestamptz[], :undoneBy::text[], :undoneRole::text[], :changes::int[],
                :reasons::text[], :owners::text[], :since::timestamptz[], :wake::timestamptz[], :urgent::boolean[],
                :revoke::text[], :definitions::text[], :versions::int[], :approvals::jsonb[])
              AS n (id, state, reason, policy, effective_at, sweep_at, revoked_at, respond_by, completed_at, undone_by_id, undone_by_role,
                state_changes, attention_reason, attention_owner, attention_since, wake_at, urgent,
                revoke, definition, definition_version, approvals)
            WHERE o.id = n.id
            """)
        .param("ids", Columns.of(rows, Offboarding::id))
        .param("states", Columns.of(rows, row -> row.state().name()))
        .param("because", Columns.of(rows, Offboarding::reason))
        .param("policies", Columns.of(rows, row -> PolicyJson.write(row.policy())))
        .param("effective", Columns.of(rows, row -> row.milestones().effectiveAt()))
        .param("sweep", Columns.of(rows, row -> row.milestones().sweepAt()))
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
        .param("urgent", Columns.of(rows, OffboardingRows::isUrgent))
        .param("approvals", Columns.of(rows, ApprovalsJson::write))
        .param("revoke", Columns.of(rows, OffboardingRows::roles))
        .param("definitions", Columns.of(rows, row -> row.definition().name()))
        .param("versions", Columns.of(rows, row -> row.definition().version()))
        .update();
  }

  /// No id has a comma.
  private static String roles(Offboarding row) {
    return row.roles().stream().map(HeldRole::key).collect(Collectors.joining(","));
  }

  private static Boolean isUrgent(Offboarding row) {
    return row.policy().priority() == Priority.URGENT;
  }

  private static @Nullable Object undoneBy(Offboarding row, Function<Initiator, Object> part) {
    Initiator by = row.undoneBy();
    return by == null ? null : part.apply(by);
  }

  private static @Nullable Object attention(Offboarding row, Function<Attention, Object> part) {
    Attention attention = row.attention();
    return attention == null ? null : part.apply(attention);
  }

  /// Without its steps. A run of a definition that this version doesn't have is parked, whatever
  /// its state is called.
  static Offboarding read(ResultSet row) throws SQLException {
    Initiator initiator = requireNonNull(Columns.initiator(row, "initiator"));
    return new Offboarding(
        id(row),
        UserRef.of(row.getString("tenant_id"), row.getString("user_id")),
        new Epoch(row.getInt("epoch")),
        new ReasonCode(row.getString("reason")),
        initiator,
        PolicyJson.read(row.getString("policy")),
        isOurs(row) ? OffboardingState.ofCode(row.getString("state")) : OffboardingState.UNKNOWN,
        new Milestones(
            Columns.requiredInstant(row, "requested_at"),
            Columns.requiredInstant(row, "effective_at"),
            Columns.instant(row, "revoked_at"),
            Columns.instant(row, "respond_by"),
            Columns.instant(row, "completed_at"),
            Columns.instant(row, "sweep_at")),
        Columns.initiator(row, "undone_by"),
        List.of(),
        row.getInt("state_changes"),
        attention(row),
        Columns.instant(row, "wake_at"),
        follows(row),
        Arrays.stream((String[]) row.getArray("roles").getArray()).map(HeldRole::parse).toList(),
        ApprovalsJson.read(row.getString("approvals"), initiator));
  }

  static OffboardingId id(ResultSet row) throws SQLException {
    return new OffboardingId(row.getObject("id", UUID.class));
  }

  private static @Nullable OffboardingId follows(ResultSet row) throws SQLException {
    UUID follows = row.getObject("follows", UUID.class);
    return follows == null ? null : new OffboardingId(follows);
  }

  private static boolean isOurs(ResultSet row) throws SQLException {
    return Definitions.isKnown(row.getString("definition"), row.getInt("definition_version"));
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
