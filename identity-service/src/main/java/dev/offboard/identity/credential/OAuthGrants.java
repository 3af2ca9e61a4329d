package dev.offboard.identity.credential;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.participant.BatchParticipant.Holder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What users allowed OAuth clients to do in their name. Joins the caller's transaction.
@Component
final class OAuthGrants {
  private final JdbcClient jdbc;

  OAuthGrants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What may be told of a grant.
  record OAuthGrant(
      UUID grantId,
      String clientId,
      SortedSet<String> scopes,
      Epoch epoch,
      Instant grantedAt,
      @Nullable Instant revokedAt) {}

  /// One live grant for each client: the same client again gets these scopes instead. The caller
  /// holds the user's fence and found the account active, under that epoch.
  OAuthGrant put(Holder holder, String clientId, SortedSet<String> scopes) {
    return jdbc.sql(
            """
            INSERT INTO oauth_grant (tenant_id, user_id, epoch, client_id, scopes)
            VALUES (:tenant, :user, :epoch, :client, :scopes::text[])
            ON CONFLICT (tenant_id, user_id, client_id) WHERE revoked_at IS NULL
            DO UPDATE SET scopes = excluded.scopes, epoch = excluded.epoch
            RETURNING *
            """)
        .param("tenant", holder.user().tenantId().value())
        .param("user", holder.user().userId().value())
        .param("epoch", holder.epoch().value())
        .param("client", clientId)
        .param("scopes", scopes.toArray(String[]::new))
        .query((row, n) -> read(row))
        .single();
  }

  /// Revoked ones too, the oldest first.
  List<OAuthGrant> of(UserRef user) {
    return jdbc.sql(
            "SELECT * FROM oauth_grant WHERE tenant_id = ? AND user_id = ? ORDER BY grant_id")
        .params(user.tenantId().value(), user.userId().value())
        .query((row, n) -> read(row))
        .list();
  }

  /// The one that lets the client act for the user now.
  Optional<OAuthGrant> live(UserRef user, String clientId) {
    return jdbc.sql(
            """
            SELECT g.* FROM oauth_grant g JOIN account a USING (tenant_id, user_id)
            WHERE g.tenant_id = ? AND g.user_id = ? AND g.client_id = ? AND g.revoked_at IS NULL
              AND a.status = 'ACTIVE' AND g.epoch = a.epoch
            """)
        .params(user.tenantId().value(), user.userId().value(), clientId)
        .query((row, n) -> read(row))
        .optional();
  }

  /// False if the user has no such grant; again changes nothing.
  boolean revoke(UserRef user, UUID grantId) {
    return jdbc.sql(
                """
                UPDATE oauth_grant SET revoked_at = coalesce(revoked_at, now())
                WHERE tenant_id = ? AND user_id = ? AND grant_id = ?
                """)
            .params(user.tenantId().value(), user.userId().value(), grantId)
            .update()
        == 1;
  }

  private static OAuthGrant read(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    return new OAuthGrant(
        row.getObject("grant_id", UUID.class),
        row.getString("client_id"),
        new TreeSet<>(List.of((String[]) row.getArray("scopes").getArray())),
        new Epoch(row.getInt("epoch")),
        row.getObject("granted_at", OffsetDateTime.class).toInstant(),
        revoked == null ? null : revoked.toInstant());
  }
}
