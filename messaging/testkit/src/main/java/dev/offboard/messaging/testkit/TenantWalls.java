package dev.offboard.messaging.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/// Looks whether the database itself keeps the tenants of a service apart: in every table with a
/// tenant, also one that is new, as the runtime role and as the owner. Plants a row of each of two
/// tenants in each table, in a transaction that is rolled back.
public final class TenantWalls implements AutoCloseable {
  private static final String OURS = "wall-ours";
  private static final String THEIRS = "wall-theirs";

  /// Beyond those of other tests, within a smallint and an int.
  private static final int SMALL = 32_000;

  private static final int LARGE = 2_000_000_000;

  private final Connection database;
  private final String service;
  private int rows;

  private TenantWalls(Connection database, String service) {
    this.database = database;
    this.service = service;
  }

  /// Fails where a row of another tenant can be seen, written or taken away.
  public static void mustStand(Environment environment) throws SQLException {
    String url = environment.getRequiredProperty("spring.datasource.url");
    String service = environment.getRequiredProperty("spring.datasource.username");
    try (TenantWalls walls = new TenantWalls(PostgresServer.asSuperuser(url), service)) {
      walls.mustStand();
    }
  }

  private void mustStand() throws SQLException {
    database.setAutoCommit(false);
    List<String> tables = tables("true");
    assertThat(tables).as("tables with a tenant").isNotEmpty();
    assertThat(tables("NOT (c.relrowsecurity AND c.relforcerowsecurity)"))
        .as("tables with a tenant and without forced row level security")
        .isEmpty();
    execute("SET LOCAL session_replication_role = replica"); // rows without what they refer to
    for (String table : tables) {
      for (String check : words(CHECKS.formatted(table))) {
        execute("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, check));
      }
      execute(row(table, OURS));
      execute(row(table, THEIRS));
    }
    for (String table : tables) {
      as(service + "_owner", OURS);
      assertThat(seen(table)).as(table + " for its owner").containsExactly(OURS);
      as(service, OURS);
      mustHide(table);
      as(service, "");
      assertThat(seen(table)).as(table + " for nobody").isEmpty();
      as(service, "*");
      assertThat(seen(table)).as(table + " for all").contains(OURS, THEIRS);
    }
  }

  private void mustHide(String table) throws SQLException {
    assertThat(seen(table)).as(table).containsExactly(OURS);
    if (may("INSERT", table)) {
      mustBeRefused(row(table, THEIRS), table);
    }
    String theirs = " WHERE tenant_id = '%s'".formatted(THEIRS);
    if (may("DELETE", table)) {
      assertThat(changed("DELETE FROM " + table + theirs)).as(table).isZero();
    }
    if (may("UPDATE", table)) {
      assertThat(changed("UPDATE %s SET tenant_id = '%s'".formatted(table, OURS) + theirs))
          .as(table)
          .isZero();
      mustBeRefused("UPDATE %s SET tenant_id = '%s'".formatted(table, THEIRS), table);
    }
  }

  private void mustBeRefused(String sql, String table) throws SQLException {
    Savepoint before = database.setSavepoint();
    assertThatThrownBy(() -> execute(sql))
        .as(table)
        .hasMessageContaining("violates row-level security policy");
    database.rollback(before);
  }

  /// A row of which nothing matters but the tenant.
  private String row(String table, String tenant) throws SQLException {
    int number = rows++;
    List<String> names = new ArrayList<>(List.of("tenant_id"));
    List<String> values = new ArrayList<>(List.of("'" + tenant + "'"));
    for (String column : words(COLUMNS.formatted(table))) {
      String[] nameAndType = column.split(" ", 2);
      names.add(nameAndType[0]);
      values.add(
          switch (nameAndType[1]) {
            case "uuid" -> "uuidv7()";
            case "int2" -> Integer.toString(SMALL + number);
            case "int4", "int8" -> Integer.toString(LARGE + number);
            case "timestamptz" -> "now()";
            case "jsonb" -> "'{}'";
            case "_text" -> "'{}'";
            case "bytea" -> "int4send(%d)".formatted(number);
            case "bool" -> "true";
            case "interval" -> "'1 hour'";
            default -> "'row-%d'".formatted(number);
          });
    }
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(table, String.join(", ", names), String.join(", ", values));
  }

  private static final String CHECKS =
      "SELECT quote_ident(conname) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype ="
          + " 'c'";

  private static final String COLUMNS =
      """
      SELECT quote_ident(a.attname) || ' ' || t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
        AND NOT a.atthasdef AND a.attidentity = '' AND a.attname <> 'tenant_id'
      """;

  private List<String> tables(String which) throws SQLException {
    return words(
        """
        SELECT c.oid::regclass::text FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
        WHERE c.relnamespace = '%s'::regnamespace AND c.relkind IN ('r', 'p') AND %s ORDER BY 1
        """
            .formatted(service, which));
  }

  private void as(String role, String tenant) throws SQLException {
    execute("SET LOCAL ROLE " + role);
    execute("SET LOCAL offboard.tenant = '%s'".formatted(tenant));
  }

  private List<String> seen(String table) throws SQLException {
    return words(
        "SELECT DISTINCT tenant_id FROM %s WHERE tenant_id LIKE 'wall-%%' ORDER BY 1"
            .formatted(table));
  }

  private boolean may(String what, String table) throws SQLException {
    return words("SELECT has_table_privilege('%s', '%s')".formatted(table, what)).contains("t");
  }

  private int changed(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> words(String sql) throws SQLException {
    List<String> words = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        words.add(result.getString(1));
      }
    }
    return words;
  }

  @Override
  public void close() throws SQLException {
    database.rollback();
    database.close();
  }
}
