package dev.offboard.identity.credential;

import dev.offboard.contracts.UserRef;
import dev.offboard.identity.Columns;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One kind of thing that works in a user's name until it is revoked: API keys, OAuth grants. Live
/// while it is not revoked, its user is active and both are of one epoch; once revoked it never
/// comes back, also not for a reinstated user. Joins the caller's transaction.
public final class Revocable {
  private final JdbcClient jdbc;
  private final String kind;
  private final String table;
  private final String identifier;

  /// @param kind as evidence and inventories name it
  /// @param table with the columns tenant_id, user_id, epoch and revoked_at
  /// @param identifier the column that tells one from another
  Revocable(JdbcClient jdbc, String kind, String table, String identifier) {
    this.jdbc = jdbc;
    this.kind = kind;
    this.table = table;
    this.identifier = identifier;
  }

  public String kind() {
    return kind;
  }

  /// Revokes every live one of these users for good; the identifiers of each user's.
  public Map<UserRef, Set<String>> revokeOf(List<Holder> holders) {
    Map<UserRef, Set<String>> revoked = new HashMap<>();
    jdbc.sql(
            """
            UPDATE %s k SET revoked_at = now()
            FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
            WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id) AND k.revoked_at IS NULL
            RETURNING k.tenant_id, k.user_id, k.%s
            """
                .formatted(table, identifier))
        .params(columns(holders))
        .query(
            row -> {
              revoked
                  .computeIfAbsent(
                      UserRef.of(row.getString(1), row.getString(2)), user -> new HashSet<>())
                  .add(row.getString(3));
            });
    return revoked;
  }

  /// Deletes every one of these users, live or not; how many of each.
  public Map<UserRef, Long> deleteOf(List<Holder> holders) {
    return counts(
        """
        WITH gone AS (
          DELETE FROM %s k
          USING unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id)
          RETURNING k.tenant_id, k.user_id
        )
        SELECT tenant_id, user_id, count(*) FROM gone GROUP BY 1, 2
        """,
        holders);
  }

  /// Those that were never revoked go with their user into the epoch asked for: this service had
  /// refused the offboarding that ends here, and whoever refuses has taken nothing away.
  public void carryOver(List<Holder> holders) {
    counts(
        """
        WITH carried AS (
          UPDATE %s k SET epoch = h.epoch
          FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id) AND k.revoked_at IS NULL AND k.epoch < h.epoch
          RETURNING k.tenant_id, k.user_id
        )
        SELECT tenant_id, user_id, count(*) FROM carried GROUP BY 1, 2
        """,
        holders);
  }

  /// Live ones at or below the epoch asked for, of each user who has any.
  public Map<UserRef, Long> liveOf(List<Holder> holders) {
    return counts(
        """
        SELECT k.tenant_id, k.user_id, count(*)
        FROM %s k
        JOIN unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          ON (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id)
        WHERE k.revoked_at IS NULL AND k.epoch <= h.epoch
        GROUP BY 1, 2
        """,
        holders);
  }

  private Map<UserRef, Long> counts(String sql, Collection<Holder> holders) {
    Map<UserRef, Long> counts = new HashMap<>();
    jdbc.sql(sql.formatted(table))
        .params(columns(holders))
        .query(
            row -> {
              counts.put(UserRef.of(row.getString(1), row.getString(2)), row.getLong(3));
            });
    return counts;
  }

  private static Map<String, Object> columns(Collection<Holder> holders) {
    return Map.of(
        "tenants", Columns.of(holders, holder -> holder.user().tenantId()),
        "users", Columns.of(holders, holder -> holder.user().userId()),
        "epochs", Columns.of(holders, Holder::epoch));
  }
}
