package dev.offboard.identity.account;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.Columns;
import dev.offboard.identity.PlainText;
import dev.offboard.identity.tenant.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who is meant by names of many, and who is there at all: for lists of people to be offboarded.
/// Reads only.
@RestController
final class ResolutionApi {
  private static final int MOST_NAMES = 500;
  private static final int MOST_USERS = 1000;

  /// One more tells that a name is not unique.
  private static final int MOST_MATCHES = 2;

  private final JdbcClient jdbc;
  private final Tenants tenants;

  ResolutionApi(JdbcClient jdbc, Tenants tenants) {
    this.jdbc = jdbc;
    this.tenants = tenants;
  }

  /// One of `userName` and `mail`.
  record Named(@Nullable TenantId tenantId, @Nullable String userName, @Nullable String mail) {
    @Override
    public String toString() {
      return "Named[" + tenantId + "]";
    }
  }

  record Names(@Nullable List<Named> names) {}

  /// @param userIds at most two, which is one too many
  record Matches(List<UserId> userIds) {}

  record Resolved(List<Matches> results) {}

  /// @param userIds in their order; the last page has fewer than were asked for
  record ActiveUsers(List<UserId> userIds) {}

  @PostMapping("/api/users/resolutions")
  Resolved resolveUsers(@RequestBody Names body) {
    List<Named> names = body.names();
    if (names == null || names.size() > MOST_NAMES) {
      throw PlainText.invalid("names", "(expected: at most %d)".formatted(MOST_NAMES));
    }
    List<List<UserId>> found = new ArrayList<>();
    names.forEach(name -> found.add(new ArrayList<>()));
    jdbc.sql(
            """
            WITH asked AS (SELECT * FROM unnest(:tenants::text[], :keys::text[], :mails::text[])
              WITH ORDINALITY AS u (tenant_id, key, mail, place))
            SELECT place, user_id FROM asked JOIN account AS a
              ON a.tenant_id = asked.tenant_id AND a.user_name_key = asked.key
            UNION
            SELECT place, user_id FROM asked JOIN account AS a
              ON a.tenant_id = asked.tenant_id AND lower(a.mail) = asked.mail
            ORDER BY place, user_id
            """)
        .param("tenants", Columns.of(names, Named::tenantId))
        .param("keys", Columns.of(names, it -> key(it.userName())))
        .param("mails", Columns.of(names, it -> lower(it.mail())))
        .query(
            row -> {
              List<UserId> matches = found.get(row.getInt("place") - 1);
              if (matches.size() < MOST_MATCHES) {
                matches.add(new UserId(row.getString("user_id")));
              }
            });
    return new Resolved(found.stream().map(Matches::new).toList());
  }

  private static @Nullable String key(@Nullable String userName) {
    return userName == null || !UserName.isPossible(userName) ? null : UserName.keyOf(userName);
  }

  private static @Nullable String lower(@Nullable String mail) {
    return mail == null || !PlainText.isPrintable(mail) ? null : mail.toLowerCase(Locale.ROOT);
  }

  @GetMapping("/api/active-users")
  ActiveUsers listActiveUsers(
      @RequestParam TenantId tenantId,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "1000") int limit) {
    tenants.require(tenantId);
    if (limit < 1 || limit > MOST_USERS) {
      throw PlainText.invalid("limit", "%d (expected: 1 to %d)".formatted(limit, MOST_USERS));
    }
    return new ActiveUsers(
        jdbc.sql(
                """
                SELECT user_id FROM account
                WHERE tenant_id = :tenant AND status = 'ACTIVE' AND user_id > :after
                ORDER BY user_id LIMIT :limit
                """)
            .param("tenant", tenantId.value())
            .param("after", after)
            .param("limit", limit)
            .query((row, number) -> new UserId(row.getString("user_id")))
            .list());
  }
}
