package dev.offboard.orchestrator.person;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of `person` as a value.
public final class PersonRow {
  private PersonRow() {}

  public static Person read(ResultSet row) throws SQLException {
    String userTenant = row.getString("user_tenant_id");
    return new Person(
        id(row),
        row.getString("subject"),
        row.getString("sign_in_name"),
        tenant(row),
        roles(row),
        userTenant == null ? null : UserRef.of(userTenant, row.getString("user_id")),
        row.getBoolean("must_change"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_sign_in_at"),
        instant(row, "disabled_at"));
  }

  static PersonId id(ResultSet row) throws SQLException {
    return new PersonId(row.getObject("id", UUID.class));
  }

  static String roles(Set<Role> roles) {
    return roles.stream().map(Role::wireName).sorted().collect(Collectors.joining(" "));
  }

  /// A role from a newer version is none here.
  private static Set<Role> roles(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("roles").getArray())
        .flatMap(name -> Role.granted(name).stream())
        .collect(Collectors.toSet());
  }

  private static @Nullable TenantId tenant(ResultSet row) throws SQLException {
    String tenant = row.getString("tenant_id");
    return tenant == null ? null : new TenantId(tenant);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
