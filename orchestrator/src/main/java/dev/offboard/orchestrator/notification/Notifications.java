package dev.offboard.orchestrator.notification;

import dev.offboard.contracts.UserRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What has to be told, written in the transaction of what it tells of: nobody hears of what was
/// rolled back, and whatever was committed is told. The same notice again is none.
@Component
public class Notifications {
  private final JdbcClient jdbc;
  private final Audience audience;
  private final NotificationProperties settings;

  Notifications(JdbcClient jdbc, NotificationProperties settings) {
    this.jdbc = jdbc;
    this.audience = new Audience(settings);
    this.settings = settings;
  }

  /// Nothing is sent to anybody, so nothing has to be looked for.
  public boolean areOff() {
    return settings.isOff();
  }

  private record Row(Notice notice, Recipient recipient) {}

  /// One statement for all.
  @Transactional(propagation = Propagation.MANDATORY)
  public void write(List<Notice> notices) {
    List<Row> rows = new ArrayList<>();
    notices.forEach(notice -> audience.of(notice).forEach(to -> rows.add(new Row(notice, to))));
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO notification (offboarding_id, tenant_id, user_id, occasion, occasion_key, channel, recipient)
            SELECT * FROM unnest(:ids::uuid[], :tenants::text[], :users::text[], :occasions::text[], :keys::text[],
                                 :channels::text[], :recipients::text[])
            ON CONFLICT DO NOTHING
            """)
        .param("ids", column(rows, row -> row.notice().offboarding().toString()))
        .param("tenants", column(rows, row -> row.notice().user().tenantId().value()))
        .param("users", column(rows, row -> row.notice().user().userId().value()))
        .param("occasions", column(rows, row -> row.notice().occasion().name()))
        .param("keys", column(rows, row -> row.notice().key()))
        .param("channels", column(rows, row -> row.recipient().channel().name()))
        .param("recipients", column(rows, row -> row.recipient().code()))
        .update();
  }

  /// What was told of them is forgotten with them; what still has to be told holds ids only.
  @Transactional(propagation = Propagation.MANDATORY)
  public void erase(Collection<UserRef> erased) {
    if (erased.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            DELETE FROM notification n USING unnest(:tenants::text[], :users::text[]) AS e (tenant, "user")
            WHERE (n.tenant_id, n.user_id) = (e.tenant, e."user") AND n.state <> 'WAITING'
            """)
        .param("tenants", column(List.copyOf(erased), user -> user.tenantId().value()))
        .param("users", column(List.copyOf(erased), user -> user.userId().value()))
        .update();
  }

  private static <T> String[] column(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
