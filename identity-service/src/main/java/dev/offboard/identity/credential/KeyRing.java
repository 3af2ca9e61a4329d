package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.identity.Columns;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The API keys of all users: adds, recognises, revokes. A key is live while it is not revoked, its
/// user is active and both are of one epoch. A revoked key never comes back, also not for a
/// reinstated user. Joins the caller's transaction.
@Component
public final class KeyRing {
  private final JdbcClient jdbc;

  KeyRing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The caller holds the user's fence and found the account active, under that epoch.
  UUID add(Holder holder, @Nullable String label, ApiKeySecret secret) {
    return jdbc.sql(
            """
            INSERT INTO api_key (tenant_id, user_id, epoch, label, key_hash)
            VALUES (:tenant, :user, :epoch, :label, :hash) RETURNING key_id
            """)
        .param("tenant", holder.user().tenantId().value())
        .param("user", holder.user().userId().value())
        .param("epoch", holder.epoch().value())
        .param("label", label)
        .param("hash", secret.hash())
        .query(UUID.class)
        .single();
  }

  /// Whose live key this is; empty for any other.
  Optional<Owner> ownerOf(ApiKeySecret secret) {
    if (!secret.isWellFormed()) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            SELECT k.key_id, a.tenant_id, a.user_id, a.epoch
            FROM api_key k JOIN account a USING (tenant_id, user_id)
            WHERE k.key_hash = ? AND k.revoked_at IS NULL AND a.status = 'ACTIVE' AND k.epoch = a.epoch
            """)
        .param(secret.hash())
        .query(
            (row, n) ->
                new Owner(
                    row.getObject(1, UUID.class),
                    new TenantId(row.getString(2)),
                    new UserId(row.getString(3)),
                    new Epoch(row.getInt(4))))
        .optional();
  }

  /// Revokes every live key of these users for good; the ids of each user's.
  public Map<UserRef, Set<String>> revokeOf(List<Holder> holders) {
    Map<UserRef, Set<String>> revoked = new HashMap<>();
    jdbc.sql(
            """
            UPDATE api_key k SET revoked_at = now()
            FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
            WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id) AND k.revoked_at IS NULL
            RETURNING k.tenant_id, k.user_id, k.key_id
            """)
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

  /// Deletes every key of these users, live or not, with its label; how many of each.
  public Map<UserRef, Long> deleteOf(List<Holder> holders) {
    return counts(
        """
        WITH gone AS (
          DELETE FROM api_key k
          USING unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id)
          RETURNING k.tenant_id, k.user_id
        )
        SELECT tenant_id, user_id, count(*) FROM gone GROUP BY 1, 2
        """,
        holders);
  }

  /// Keys that were never revoked go with their user into the epoch asked for: this service had
  /// refused the offboarding that ends here, and whoever refuses has taken nothing away.
  public void carryOver(List<Holder> holders) {
    counts(
        """
        WITH carried AS (
          UPDATE api_key k SET epoch = h.epoch
          FROM unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          WHERE (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id) AND k.revoked_at IS NULL AND k.epoch < h.epoch
          RETURNING k.tenant_id, k.user_id
        )
        SELECT tenant_id, user_id, count(*) FROM carried GROUP BY 1, 2
        """,
        holders);
  }

  /// Live keys at or below the epoch asked for, of each user who has any.
  public Map<UserRef, Long> liveOf(List<Holder> holders) {
    return counts(
        """
        SELECT k.tenant_id, k.user_id, count(*)
        FROM api_key k
        JOIN unnest(:tenants::text[], :users::text[], :epochs::int[]) AS h (tenant_id, user_id, epoch)
          ON (k.tenant_id, k.user_id) = (h.tenant_id, h.user_id)
        WHERE k.revoked_at IS NULL AND k.epoch <= h.epoch
        GROUP BY 1, 2
        """,
        holders);
  }

  private Map<UserRef, Long> counts(String sql, Collection<Holder> holders) {
    Map<UserRef, Long> counts = new HashMap<>();
    jdbc.sql(sql)
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

  /// A user, recognised by a key.
  record Owner(UUID keyId, TenantId tenantId, UserId userId, Epoch epoch) {}
}
