package dev.offboard.entitlement.connection;

import dev.offboard.contracts.TenantId;
import dev.offboard.entitlement.application.ApplicationId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The connections of all tenants. Joins the caller's transaction, if there is one.
@Component
public class Connections {
  private static final String COLUMNS =
      """
      SELECT tenant_id, application_id, method, order_class, deadline_s, owner, target, account, lookup, on_erase,
             covers, failing_since, quarantined_at, disabled_at, trouble, tried_at, changed_at
      FROM connection
      """;

  private final JdbcClient jdbc;

  Connections(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Connection> find(Connection.Key key) {
    return jdbc.sql(COLUMNS + "WHERE tenant_id = ? AND application_id = ?")
        .params(params(key))
        .query((row, n) -> read(row))
        .optional();
  }

  List<Connection> of(TenantId tenant) {
    return jdbc.sql(COLUMNS + "WHERE tenant_id = ? ORDER BY application_id")
        .param(tenant.value())
        .query((row, n) -> read(row))
        .list();
  }

  public List<Connection> find(List<Connection.Key> keys) {
    return jdbc.sql(
            COLUMNS
                + "WHERE (tenant_id, application_id) IN (SELECT * FROM unnest(:tenants::text[],"
                + " :applications::text[]))")
        .param("tenants", keys.stream().map(k -> k.tenantId().value()).toArray(String[]::new))
        .param(
            "applications",
            keys.stream().map(k -> k.applicationId().value()).toArray(String[]::new))
        .query((row, n) -> read(row))
        .list();
  }

  /// Only for the one who calls the application.
  public Optional<Secret> secret(Connection.Key key) {
    return jdbc.sql(
            "SELECT secret FROM connection_secret WHERE tenant_id = ? AND application_id = ?")
        .params(params(key))
        .query(String.class)
        .optional()
        .map(Secret::new);
  }

  /// Returns false, and changes nothing, if there is no such application. Health starts anew.
  boolean put(Connection.Key key, Connection.Setup setup) {
    return jdbc.sql(
                """
                INSERT INTO connection AS c (tenant_id, application_id, method, order_class, deadline_s, owner, target,
                                             account, lookup, on_erase, covers)
                SELECT tenant_id, application_id, :method, :order, :deadline, :owner, :target, :account, :lookup, :onErase,
                       :covers
                FROM application WHERE tenant_id = :tenant AND application_id = :application
                ON CONFLICT (tenant_id, application_id) DO UPDATE
                  SET method = excluded.method, order_class = excluded.order_class, deadline_s = excluded.deadline_s,
                      owner = excluded.owner, target = excluded.target, account = excluded.account,
                      lookup = excluded.lookup, on_erase = excluded.on_erase, covers = excluded.covers, changed_at = now(),
                      failing_since = NULL, quarantined_at = NULL, disabled_at = NULL, trouble = NULL, tried_at = NULL
                """)
            .param("tenant", key.tenantId().value())
            .param("application", key.applicationId().value())
            .param("method", setup.method().code())
            .param("order", setup.order().code())
            .param("deadline", setup.deadline().toSeconds())
            .param("owner", setup.owner().value())
            .param("target", setup.target() == null ? null : setup.target().toString())
            .param("account", setup.account().value())
            .param("lookup", setup.lookup().attribute())
            .param("onErase", setup.onErase().code())
            .param("covers", setup.covers().code())
            .update()
        == 1;
  }

  void putSecret(Connection.Key key, Secret secret) {
    jdbc.sql(
            """
            INSERT INTO connection_secret (tenant_id, application_id, secret) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, application_id) DO UPDATE SET secret = excluded.secret
            """)
        .params(key.tenantId().value(), key.applicationId().value(), secret.revealed())
        .update();
  }

  void forgetSecret(Connection.Key key) {
    jdbc.sql("DELETE FROM connection_secret WHERE tenant_id = ? AND application_id = ?")
        .params(params(key))
        .update();
  }

  boolean delete(Connection.Key key) {
    return jdbc.sql("DELETE FROM connection WHERE tenant_id = ? AND application_id = ?")
            .params(params(key))
            .update()
        == 1;
  }

  /// Whoever calls it looks at it anew. What is wrong stays until a call succeeds.
  void touch(Connection.Key key) {
    jdbc.sql(
            """
            UPDATE connection SET changed_at = now() WHERE tenant_id = ? AND application_id = ?
            """)
        .params(params(key))
        .update();
  }

  /// A call has succeeded: whatever was wrong is over. Returns whether anything was.
  public boolean works(Connection.Key key) {
    return jdbc.sql(
                """
                UPDATE connection SET failing_since = NULL, quarantined_at = NULL, trouble = NULL, tried_at = NULL
                WHERE tenant_id = ? AND application_id = ? AND failing_since IS NOT NULL
                """)
            .params(params(key))
            .update()
        == 1;
  }

  /// A call has failed by the application's fault.
  public void fails(Connection.Key key, String trouble) {
    jdbc.sql(
            """
            UPDATE connection SET failing_since = coalesce(failing_since, now()), trouble = ?, tried_at = now()
            WHERE tenant_id = ? AND application_id = ?
            """)
        .params(trouble, key.tenantId().value(), key.applicationId().value())
        .update();
  }

  /// It has failed too often. Keeps the time of a quarantine that is already there.
  public void quarantine(Connection.Key key) {
    jdbc.sql(
            """
            UPDATE connection SET quarantined_at = now()
            WHERE tenant_id = ? AND application_id = ? AND quarantined_at IS NULL AND failing_since IS NOT NULL
            """)
        .params(params(key))
        .update();
  }

  /// It wants no more calls.
  public void disable(Connection.Key key, String trouble) {
    jdbc.sql(
            """
            UPDATE connection SET disabled_at = coalesce(disabled_at, now()), trouble = ?, tried_at = now()
            WHERE tenant_id = ? AND application_id = ?
            """)
        .params(trouble, key.tenantId().value(), key.applicationId().value())
        .update();
  }

  private static List<Object> params(Connection.Key key) {
    return List.of(key.tenantId().value(), key.applicationId().value());
  }

  private static Connection read(ResultSet row) throws SQLException {
    String target = row.getString("target");
    return new Connection(
        new Connection.Key(
            new TenantId(row.getString("tenant_id")),
            new ApplicationId(row.getString("application_id"))),
        new Connection.Setup(
            Method.of(row.getString("method")),
            OrderClass.of(row.getString("order_class")),
            Duration.ofSeconds(row.getLong("deadline_s")),
            new OwnerId(row.getString("owner")),
            target == null ? null : URI.create(target),
            new AccountPattern(row.getString("account")),
            Lookup.of(row.getString("lookup")),
            OnErase.of(row.getString("on_erase")),
            Covers.of(row.getString("covers"))),
        new Connection.Health(
            instant(row, "failing_since"),
            instant(row, "quarantined_at"),
            instant(row, "disabled_at"),
            row.getString("trouble"),
            instant(row, "tried_at")),
        row.getTimestamp("changed_at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
