package dev.offboard.orchestrator.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of `api_token` as a value.
final class TokenRow {
  private TokenRow() {}

  static Caller caller(ResultSet row) throws SQLException {
    return new Caller(
        new TokenId(row.getObject("id", UUID.class)).subject(),
        tenant(row),
        roles(row),
        person(row));
  }

  private static @Nullable UserRef person(ResultSet row) throws SQLException {
    String tenant = row.getString("person_tenant_id");
    return tenant == null ? null : UserRef.of(tenant, row.getString("person_user_id"));
  }

  static ApiToken read(ResultSet row) throws SQLException {
    return new ApiToken(
        new TokenId(row.getObject("id", UUID.class)),
        row.getString("name"),
        tenant(row),
        roles(row),
        person(row),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "rotated_at"),
        instant(row, "previous_until"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"));
  }

  private static @Nullable TenantId tenant(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant_id");
    return tenant == null ? null : new TenantId(tenant);
  }

  /// A role from a newer version is none here.
  private static Set<Role> roles(ResultSet row) throws SQLException {
    Array roles = row.getArray("roles");
    return Arrays.stream((String[]) roles.getArray())
        .flatMap(name -> Role.granted(name).stream())
        .collect(Collectors.toSet());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
