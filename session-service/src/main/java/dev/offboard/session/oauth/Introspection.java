package dev.offboard.session.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.Caller;
import dev.offboard.session.token.OpaqueToken;
import dev.offboard.session.token.TokenKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says of a token whether it is good right now. One statement on the primary state, no cache: the
/// first question after a deprovisioning has committed is answered no. Asks the fence as well, so a
/// token of an older epoch is dead even before its session is.
@Component
class Introspection {
  private static final IntrospectionResponse INACTIVE =
      new IntrospectionResponse(false, null, null, null, null, null, null, null, null, null);

  private final JdbcClient jdbc;
  private final Clock clock;

  Introspection(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// A token of another tenant than the caller's is not active.
  IntrospectionResponse of(OpaqueToken token, Caller caller) {
    return jdbc.sql(
            """
            SELECT t.kind, t.issued_at, t.expires_at, s.id, s.tenant_id, s.user_id, s.epoch, s.client_id
            FROM token t
            JOIN session s ON s.id = t.session_id AND s.state = 'LIVE'
            JOIN fence f ON (f.tenant_id, f.user_id, f.epoch) = (s.tenant_id, s.user_id, s.epoch)
              AND f.standing = 0
            WHERE t.hash = :hash AND t.used_at IS NULL AND t.expires_at > :now
            """)
        .param("hash", token.hash().value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> active(row))
        .optional()
        .filter(it -> it.tenant() == null || caller.sees(new TenantId(it.tenant())))
        .orElse(INACTIVE);
  }

  private static IntrospectionResponse active(ResultSet row) throws SQLException {
    TokenKind kind = TokenKind.valueOf(row.getString("kind"));
    return new IntrospectionResponse(
        true,
        row.getString("user_id"),
        row.getString("tenant_id"),
        row.getString("id"),
        row.getTimestamp("expires_at").toInstant().getEpochSecond(),
        row.getTimestamp("issued_at").toInstant().getEpochSecond(),
        row.getInt("epoch"),
        row.getString("client_id"),
        kind == TokenKind.ACCESS ? "Bearer" : null,
        kind.wireName());
  }

  /// RFC 7662 section 2.2; an inactive answer says nothing else, not even why. `token_use` tells a
  /// refresh token from an access token: an application must let in the latter only, which alone
  /// has `token_type` Bearer.
  record IntrospectionResponse(
      boolean active,
      @Nullable String sub,
      @Nullable String tenant,
      @Nullable String sid,
      @Nullable Long exp,
      @Nullable Long iat,
      @Nullable Integer epoch,
      @JsonProperty("client_id") @Nullable String clientId,
      @JsonProperty("token_type") @Nullable String tokenType,
      @JsonProperty("token_use") @Nullable String tokenUse) {}
}
