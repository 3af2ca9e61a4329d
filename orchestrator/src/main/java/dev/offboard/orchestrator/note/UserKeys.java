package dev.offboard.orchestrator.note;

import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.note.WrappingKeys.Wrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `user_key`, one statement for any number of users, always in the order of their ids.
/// Joins the caller's transaction.
final class UserKeys {
  private final JdbcClient jdbc;

  UserKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Row(UserRef user, Wrapped key) {
    private static Row read(ResultSet row) throws SQLException {
      return new Row(
          UserRef.of(row.getString("tenant_id"), row.getString("user_id")),
          new Wrapped(
              row.getObject("key_id", UUID.class),
              row.getString("wrapped_by"),
              row.getString("wrapped")));
    }
  }

  /// Inserts the keys of users who have none; returns what each of them has then, locked until the
  /// end of the transaction.
  List<Row> insertOrLock(Map<UserRef, Wrapped> fresh) {
    List<Map.Entry<UserRef, Wrapped>> rows = new ArrayList<>(fresh.entrySet());
    rows.sort(Map.Entry.comparingByKey(Comparator.comparing(UserRef::key)));
    return jdbc.sql(
            """
            INSERT INTO user_key (tenant_id, user_id, key_id, wrapped_by, wrapped)
            SELECT * FROM unnest(:tenants::text[], :users::text[], :ids::uuid[], :by::text[], :wrapped::text[])
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET key_id = user_key.key_id
            RETURNING tenant_id, user_id, key_id, wrapped_by, wrapped
            """)
        .param("tenants", column(rows, row -> row.getKey().tenantId().value()))
        .param("users", column(rows, row -> row.getKey().userId().value()))
        .param("ids", column(rows, row -> row.getValue().keyId().toString()))
        .param("by", column(rows, row -> row.getValue().by()))
        .param("wrapped", column(rows, row -> row.getValue().text()))
        .query((row, number) -> Row.read(row))
        .list();
  }

  Optional<Wrapped> find(UserRef user) {
    return jdbc.sql("SELECT * FROM user_key WHERE (tenant_id, user_id) = (?, ?)")
        .params(user.tenantId().value(), user.userId().value())
        .query((row, number) -> Row.read(row))
        .optional()
        .map(Row::key);
  }

  /// Returns how many of the users had one.
  int delete(Collection<UserRef> users) {
    return jdbc.sql(
            """
            DELETE FROM user_key
            USING unnest(:tenants::text[], :users::text[]) AS gone (tenant_id, user_id)
            WHERE (user_key.tenant_id, user_key.user_id) = (gone.tenant_id, gone.user_id)
            """)
        .param("tenants", column(users, user -> user.tenantId().value()))
        .param("users", column(users, user -> user.userId().value()))
        .update();
  }

  /// Those that one of these wrapping keys wraps, locked; passes over those that somebody else
  /// holds.
  List<Row> lockWrappedBy(Collection<String> names, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM user_key WHERE wrapped_by = ANY(:names::text[]) ORDER BY tenant_id, user_id
            LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
        .param("names", names.toArray(String[]::new))
        .param("limit", limit)
        .query((row, number) -> Row.read(row))
        .list();
  }

  void update(List<Row> rows) {
    jdbc.sql(
            """
            UPDATE user_key SET wrapped_by = n.wrapped_by, wrapped = n.wrapped
            FROM unnest(:ids::uuid[], :tenants::text[], :users::text[], :by::text[], :wrapped::text[])
              AS n (key_id, tenant_id, user_id, wrapped_by, wrapped)
            WHERE (user_key.tenant_id, user_key.user_id, user_key.key_id) = (n.tenant_id, n.user_id, n.key_id)
            """)
        .param("ids", column(rows, row -> row.key().keyId().toString()))
        .param("tenants", column(rows, row -> row.user().tenantId().value()))
        .param("users", column(rows, row -> row.user().userId().value()))
        .param("by", column(rows, row -> row.key().by()))
        .param("wrapped", column(rows, row -> row.key().text()))
        .update();
  }

  private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
