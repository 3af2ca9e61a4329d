package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.IssuedToken;
import dev.offboard.messaging.access.IssuedTokens;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.access.TokensAway;
import dev.offboard.orchestrator.access.AccessRecords.Change;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.annotation.Transactional;

/// The table `api_token`. The database's clock decides what is live. What changes it tells the
/// audit in the same transaction.
@Component
class ApiTokens implements IssuedTokens {
  private final JdbcClient jdbc;
  private final AccessRecords records;

  ApiTokens(JdbcClient jdbc, AccessRecords records) {
    this.jdbc = jdbc;
    this.records = records;
  }

  @Transactional
  public ApiToken add(ApiToken.Wish wish, TokenSecret secret, String by) {
    UserRef person = wish.person();
    ApiToken made =
        jdbc.sql(
                """
                INSERT INTO api_token (id, name, tenant_id, roles, person_tenant_id, person_user_id, secret_hash, created_by, lifetime, expires_at)
                VALUES (:id, :name, :tenant, string_to_array(:roles, ' '), :personTenant, :person, :hash, :by, :expires - now(), :expires)
                RETURNING *
                """)
            .param("personTenant", person == null ? null : person.tenantId().value())
            .param("person", person == null ? null : person.userId().value())
            .param("id", UUID.randomUUID())
            .param("name", wish.name())
            .param("tenant", wish.tenantId() == null ? null : wish.tenantId().value())
            .param(
                "roles", wish.roles().stream().map(Role::wireName).collect(Collectors.joining(" ")))
            .param("hash", secret.hash())
            .param("by", by)
            .param("expires", wish.expiresAt().atOffset(ZoneOffset.UTC))
            .query((row, number) -> TokenRow.read(row))
            .single();
    records.tell(Change.TOKEN_ISSUED, List.of(made.holder()), by);
    return made;
  }

  /// Of a tenant, or all; the latest first, at most `most`.
  List<ApiToken> list(@Nullable TenantId tenant, int most) {
    return jdbc.sql(
            """
            SELECT * FROM api_token WHERE :tenant::text IS NULL OR tenant_id = :tenant
            ORDER BY created_at DESC, id LIMIT :most
            """)
        .param("tenant", tenant == null ? null : tenant.value())
        .param("most", most)
        .query((row, number) -> TokenRow.read(row))
        .list();
  }

  Optional<ApiToken> find(TokenId id) {
    return jdbc.sql("SELECT * FROM api_token WHERE id = ?")
        .param(id.value())
        .query((row, number) -> TokenRow.read(row))
        .optional();
  }

  /// Gives a live token another secret; the one before stays good for the overlap. One that was
  /// before that is dead at once. Empty if it is not live.
  @Transactional
  public Optional<ApiToken> rotate(TokenId id, TokenSecret secret, Duration overlap, String by) {
    Optional<ApiToken> rotated =
        jdbc.sql(
                """
                UPDATE api_token SET previous_hash = secret_hash, secret_hash = :hash, rotated_at = now(),
                  previous_until = least(expires_at, now() + make_interval(secs => :overlap)),
                  expires_at = now() + lifetime
                WHERE id = :id AND revoked_at IS NULL AND expires_at > now() RETURNING *
                """)
            .param("id", id.value())
            .param("hash", secret.hash())
            .param("overlap", overlap.toSeconds())
            .query((row, number) -> TokenRow.read(row))
            .optional();
    rotated.ifPresent(it -> records.tell(Change.TOKEN_ROTATED, List.of(it.holder()), by));
    return rotated;
  }

  /// Again changes nothing.
  @Transactional
  public void revoke(TokenId id, String by) {
    jdbc.sql(
            "UPDATE api_token SET revoked_at = now() WHERE id = ? AND revoked_at IS NULL RETURNING"
                + " *")
        .param(id.value())
        .query((row, number) -> TokenRow.read(row))
        .optional()
        .ifPresent(it -> records.tell(Change.TOKEN_REVOKED, List.of(it.holder()), by));
  }

  /// Notes the use too, to the minute: a look-up follows each few seconds of use.
  @Override
  public Optional<IssuedToken> find(String token) {
    try {
      Optional<Found> found = findLive(new TokenSecret(token));
      found.filter(Found::isUseNews).ifPresent(it -> noteUse(it.id()));
      return found.map(Found::token);
    } catch (DataAccessException | CannotCreateTransactionException e) {
      throw new TokensAway("the database", e);
    }
  }

  private record Found(TokenId id, IssuedToken token, boolean isUseNews) {}

  private Optional<Found> findLive(TokenSecret secret) {
    return jdbc.sql(
            """
            SELECT id, tenant_id, roles, person_tenant_id, person_user_id,
              CASE WHEN secret_hash = :hash THEN expires_at ELSE least(expires_at, previous_until) END AS good_until,
              last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS use_is_news
            FROM api_token
            WHERE (secret_hash = :hash OR previous_hash = :hash AND previous_until > now())
              AND expires_at > now() AND revoked_at IS NULL
              AND (person_user_id IS NULL OR NOT has_left(person_tenant_id, person_user_id))
            """)
        .param("hash", secret.hash())
        .query(
            (row, number) -> {
              TokenId id = new TokenId(row.getObject("id", UUID.class));
              Caller caller = TokenRow.caller(row);
              return new Found(
                  id,
                  new IssuedToken(
                      caller, row.getObject("good_until", OffsetDateTime.class).toInstant()),
                  row.getBoolean("use_is_news"));
            })
        .optional();
  }

  private void noteUse(TokenId id) {
    jdbc.sql("UPDATE api_token SET last_used_at = now() WHERE id = ?").param(id.value()).update();
  }
}
