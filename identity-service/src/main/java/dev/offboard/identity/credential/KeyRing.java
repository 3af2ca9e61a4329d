package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The API keys of all users: adds and recognises them. Joins the caller's transaction.
@Component
final class KeyRing {
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

  /// Whose live key this is, which it is used for then; empty for any other. Writes at most once a
  /// minute.
  Optional<Owner> ownerOf(ApiKeySecret secret) {
    if (!secret.isWellFormed()) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            WITH owner AS (
              SELECT k.key_id, a.tenant_id, a.user_id, a.epoch, k.last_used_at
              FROM api_key k JOIN account a USING (tenant_id, user_id)
              WHERE k.key_hash = ? AND k.revoked_at IS NULL AND a.status = 'ACTIVE' AND k.epoch = a.epoch
            ), used AS (
              UPDATE api_key k SET last_used_at = now() FROM owner
              WHERE k.key_id = owner.key_id AND (owner.last_used_at IS NULL OR owner.last_used_at < now() - interval '1 minute')
            )
            SELECT key_id, tenant_id, user_id, epoch FROM owner
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

  /// A user, recognised by a key.
  record Owner(UUID keyId, TenantId tenantId, UserId userId, Epoch epoch) {}
}
