package dev.offboard.messaging.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/// The one PostgreSQL of this JVM, for tests that need a database without an application: see
/// [EmbeddedDatabase] for the others. Durability is off: tests of a crash start a server of their
/// own.
public final class PostgresServer {
  private static final AtomicInteger databases = new AtomicInteger();

  private PostgresServer() {}

  /// Makes a database with the schema and roles of `service`; returns its JDBC address without
  /// user.
  public static String newDatabaseFor(String service) {
    String name = "offboard_" + databases.incrementAndGet();
    EmbeddedPostgres server = Holder.SERVER;
    run(server, "postgres", "CREATE DATABASE " + name);
    for (String role : new String[] {service, service + "_owner"}) {
      run(
          server,
          "postgres",
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
              CREATE ROLE %1$s LOGIN PASSWORD 'tests';
            END IF;
          END $$\
          """
              .formatted(role));
    }
    // what a test does as the owner is about all tenants, as a migration is
    run(
        server,
        "postgres",
        "ALTER ROLE %1$s_owner IN DATABASE %2$s SET offboard.tenant = '*'"
            .formatted(service, name));
    run(server, name, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    run(server, name, "CREATE SCHEMA %1$s AUTHORIZATION %1$s_owner".formatted(service));
    run(server, name, "GRANT USAGE ON SCHEMA %1$s TO %1$s".formatted(service));
    return "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s"
        .formatted(server.getPort(), name, service);
  }

  /// The same database as whom no policy binds, to plant and to look.
  public static Connection asSuperuser(String jdbcUrl) throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
  }

  private static void run(EmbeddedPostgres server, String database, String sql) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare the test database " + database, e);
    }
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "200")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start PostgreSQL for the tests", e);
      }
    }
  }
}
