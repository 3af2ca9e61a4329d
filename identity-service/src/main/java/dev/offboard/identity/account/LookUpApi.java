package dev.offboard.identity.account;

import dev.offboard.contracts.UserRef;
import dev.offboard.identity.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Who may hold access, and under which epoch. Somebody who was re-hired may, also before a put has
/// made the account anew: whoever can be granted something can be offboarded.
///
/// For callers that ask about hundreds of users a second: one request and one statement for many.
/// It only reads; it is a POST because so many ids don't fit into an address.
@RestController
final class LookUpApi {
  private final JdbcClient jdbc;

  LookUpApi(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @PostMapping("/api/users/look-ups")
  LookUp.Answers lookUpUsers(@RequestBody LookUp lookUp) {
    List<UserRef> users = lookUp.checked();
    return new LookUp.Answers(
        jdbc.sql(
                """
                SELECT u.tenant_id, u.user_id, t.tenant_id IS NULL AS tenant_unknown,
                  CASE WHEN f.epoch IS NULL THEN a.status ELSE 'ACTIVE' END AS status, coalesce(f.epoch, a.epoch) AS epoch,
                  a.kind, a.other_contract_until, a.protected AND a.status = 'ACTIVE' AS is_protected,
                  a.administrator AND a.status = 'ACTIVE' AS is_administrator,
                  a.administrator AND a.status = 'ACTIVE' AND NOT EXISTS (SELECT FROM account AS other
                    WHERE other.tenant_id = a.tenant_id AND other.administrator AND other.status = 'ACTIVE'
                      AND other.user_id <> a.user_id) AS is_last_administrator
                FROM unnest(:tenants::text[], :users::text[]) WITH ORDINALITY AS u (tenant_id, user_id, place)
                LEFT JOIN tenant AS t ON t.tenant_id = u.tenant_id
                LEFT JOIN account AS a ON (a.tenant_id, a.user_id) = (u.tenant_id, u.user_id)
                LEFT JOIN fence AS f ON (f.tenant_id, f.user_id) = (a.tenant_id, a.user_id)
                  AND a.status = 'ERASED' AND f.standing = 0 AND f.epoch > a.epoch
                ORDER BY u.place
                """)
            .param("tenants", Columns.of(users, UserRef::tenantId))
            .param("users", Columns.of(users, UserRef::userId))
            .query((row, number) -> result(row, users.get(number)))
            .list());
  }

  private static LookUp.Found result(ResultSet row, UserRef user) throws SQLException {
    String status = row.getString("status");
    return new LookUp.Found(
        user.tenantId(),
        user.userId(),
        status == null ? null : AccountStatus.valueOf(status),
        status == null ? null : (Integer) row.getInt("epoch"),
        instant(row),
        trueOrAbsent(row, "is_protected"),
        trueOrAbsent(row, "is_administrator"),
        trueOrAbsent(row, "is_last_administrator"),
        status == null ? null : UserKind.valueOf(row.getString("kind")),
        status != null ? null : code(row));
  }

  private static @Nullable Boolean trueOrAbsent(ResultSet row, String column) throws SQLException {
    return row.getBoolean(column) ? true : null;
  }

  private static @Nullable Instant instant(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("other_contract_until", OffsetDateTime.class);
    return until == null ? null : until.toInstant();
  }

  private static String code(ResultSet row) throws SQLException {
    return row.getBoolean("tenant_unknown") ? "tenant-unknown" : "user-unknown";
  }
}
