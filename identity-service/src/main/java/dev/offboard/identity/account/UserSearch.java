package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds users as people look for them: by the beginnings of words of a name, a mail address or an
/// id, in any case and order. Erased users are found by their ids, which is all that is left.
@Component
final class UserSearch {
  private final JdbcClient jdbc;

  UserSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// At most `limit`; whoever has exactly that id or user name comes first, then by display name.
  ///
  /// @param tenant null for all of them
  List<FoundUser> find(@Nullable TenantId tenant, String query, int limit) {
    // the words are letters and digits only, so they mean nothing else inside of the quotes
    return jdbc.sql(
            """
            SELECT tenant_id, user_id, kind, status, user_name, display_name, mail FROM account
            WHERE words @@ (SELECT string_agg('''' || word || ''':*', ' & ') FROM unnest(words_of(:query)) AS word)::tsquery
              AND (:tenant::text IS NULL OR tenant_id = :tenant)
            ORDER BY user_id <> :query AND user_name_key IS DISTINCT FROM :key, status <> 'ACTIVE',
                     lower(coalesce(display_name, user_name, user_id) COLLATE pg_c_utf8), tenant_id, user_id
            LIMIT :limit
            """)
        .param("query", query)
        .param("key", UserName.keyOf(query))
        .param("tenant", tenant == null ? null : tenant.value(), java.sql.Types.VARCHAR)
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  /// A user as people tell users apart; an erased one has no names.
  record FoundUser(
      TenantId tenantId,
      UserId userId,
      UserKind kind,
      AccountStatus status,
      @Nullable String userName,
      @Nullable String displayName,
      @Nullable String mail) {
    @Override
    public String toString() {
      return "FoundUser[%s/%s]".formatted(tenantId, userId);
    }
  }

  private static FoundUser read(ResultSet row) throws SQLException {
    return new FoundUser(
        new TenantId(row.getString("tenant_id")),
        new UserId(row.getString("user_id")),
        UserKind.valueOf(row.getString("kind")),
        AccountStatus.valueOf(row.getString("status")),
        row.getString("user_name"),
        row.getString("display_name"),
        row.getString("mail"));
  }
}
