package dev.offboard.session.offboarding;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.RoleAnnouncement;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import dev.offboard.session.login.EndReason;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Role changes that have not ended. Of a user's sessions one concerns those that used an
/// application of which a role goes, and those that don't say what they are used for; but only if
/// they were opened before. Who signs in afterwards finds the roles gone. Joins the caller's
/// transaction, which holds the users' fences, and answers in the order of the role changes.
@Repository
class Withdrawals {
  /// The sessions that a role change concerns.
  private static final String CONCERNED =
      """
      FROM withdrawal w
      JOIN unnest(:ids::uuid[]) WITH ORDINALITY AS asked (offboarding_id, n) USING (offboarding_id)
      JOIN session s ON (s.tenant_id, s.user_id) = (w.tenant_id, w.user_id) AND s.number <= w.up_to
        AND s.state = 'LIVE' AND (s.applications IS NULL OR s.applications && w.applications)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Withdrawals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Remembers the role changes and ends the sessions they concern. Which is the last one that was
  /// opened before is looked up once, behind the fence: who opens one holds it too.
  List<Evidence> end(List<? extends RoleAnnouncement> changes) {
    jdbc.sql(
            """
            INSERT INTO withdrawal (offboarding_id, tenant_id, user_id, applications, up_to)
            SELECT id, tenant_id, user_id, string_to_array(applications, ','),
              (SELECT coalesce(max(number), 0) FROM session s
               WHERE (s.tenant_id, s.user_id) = (w.tenant_id, w.user_id))
            FROM unnest(:ids::uuid[], :tenants::text[], :users::text[], :applications::text[])
              AS w (id, tenant_id, user_id, applications)
            ON CONFLICT DO NOTHING
            """)
        .params(columns(changes))
        .update();
    List<Evidence> ended = zeros(changes);
    jdbc.sql(
            """
            WITH concerned AS (SELECT asked.n, s.id %s),
            ended AS (
              UPDATE session SET state = 'ENDED', end_reason = :reason, ended_at = :now
              FROM concerned WHERE session.id = concerned.id RETURNING concerned.n, session.id),
            removed AS (
              DELETE FROM token USING concerned WHERE token.session_id = concerned.id)
            SELECT n, count(*) FROM ended GROUP BY n
            """
                .formatted(CONCERNED))
        .param("ids", column(changes, change -> change.offboardingId().toString()))
        .param("reason", EndReason.ROLES_WITHDRAWN.name())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(counting(ended));
    return ended;
  }

  /// Reads again which of them are still live.
  List<Evidence> live(List<? extends RoleAnnouncement> changes) {
    List<Evidence> live = zeros(changes);
    jdbc.sql("SELECT asked.n, count(*) %s GROUP BY asked.n".formatted(CONCERNED))
        .param("ids", column(changes, change -> change.offboardingId().toString()))
        .query(counting(live));
    return live;
  }

  /// These have ended, or were undone.
  void forget(Collection<OffboardingId> changes) {
    jdbc.sql("DELETE FROM withdrawal WHERE offboarding_id = ANY (:ids::uuid[])")
        .param("ids", column(List.copyOf(changes), OffboardingId::toString))
        .update();
  }

  /// Those of the users are over: they are gone, or begin anew.
  void forgetAllOf(List<Holder> holders) {
    jdbc.sql(
            """
            DELETE FROM withdrawal w USING unnest(:tenants::text[], :users::text[]) AS u (tenant_id, user_id)
            WHERE (w.tenant_id, w.user_id) = (u.tenant_id, u.user_id)
            """)
        .param("tenants", column(holders, holder -> holder.user().tenantId().value()))
        .param("users", column(holders, holder -> holder.user().userId().value()))
        .update();
  }

  private static List<Evidence> zeros(List<?> changes) {
    return new ArrayList<>(Collections.nCopies(changes.size(), Evidence.of(Holdings.SESSIONS, 0)));
  }

  private static RowCallbackHandler counting(List<Evidence> evidence) {
    return row -> evidence.set(row.getInt(1) - 1, Evidence.of(Holdings.SESSIONS, row.getLong(2)));
  }

  private static Map<String, Object> columns(List<? extends RoleAnnouncement> changes) {
    return Map.of(
        "ids", column(changes, change -> change.offboardingId().toString()),
        "tenants", column(changes, change -> change.tenantId().value()),
        "users", column(changes, change -> change.userId().value()),
        "applications", column(changes, Withdrawals::applications));
  }

  private static String applications(RoleAnnouncement change) {
    return change.roles().stream()
        .map(HeldRole::applicationId)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
