package dev.offboard.local;

import dev.offboard.local.check.Schemas;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Distribution;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// The five outboxes without their services: made from the services' own migrations, written by
/// hand.
final class HandMadeOutbox {
  static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  static final String MAC = "audit:00000000.handmade";

  private static final Path MIGRATIONS = Path.of("messaging/src/main/resources/db/messaging");
  private static final Duration BOUND = Duration.ofSeconds(90);

  private final Coordinates platform;
  private final AtomicInteger sequence = new AtomicInteger();

  HandMadeOutbox(Coordinates platform) {
    this.platform = platform;
  }

  void createAll() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (Service service : Service.values()) {
        statement.execute("SET ROLE %s_owner; SET search_path = %s".formatted(service, service));
        for (String migration : migrations()) {
          statement.execute(migration.replace("${flyway:defaultSchema}", service.toString()));
        }
        statement.execute("RESET ROLE");
      }
    }
  }

  /// Writes `count` rows about one user in one transaction; returns their ids.
  Set<String> write(String service, String user, int count) throws SQLException {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      Set<String> ids = new LinkedHashSet<>();
      String insert =
          "INSERT INTO %s.outbox (aggregatetype, aggregateid, type, source, traceparent, payload, mac)"
                  .formatted(service)
              + " VALUES ('offboarding.history', ?, 'offboarding.state-changes.v1', ?, ?, ?, '"
              + MAC
              + "')"
              + " RETURNING id";
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 0; i < count; i++) {
          statement.setString(1, "acme/" + user);
          statement.setString(2, service);
          statement.setString(3, TRACEPARENT);
          statement.setString(
              4, "{\"n\":%d}".formatted(count == 1 ? 0 : sequence.getAndIncrement()));
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            ids.add(row.getString(1));
          }
        }
      }
      connection.commit();
      return ids;
    }
  }

  /// Writes `batches` batches of `count` rows, each again until it is known to be committed.
  void writeStubbornly(String service, String user, int batches, int count) {
    for (int i = 0; i < batches; i++) {
      Awaitility.await()
          .atMost(BOUND)
          .ignoreExceptions()
          .until(() -> write(service, user, count).size() == count);
    }
  }

  /// The ids that are in the table, whatever the writer was told.
  Set<String> idsOf(String service, String user) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM %s.outbox WHERE aggregateid = 'acme/%s'"
                    .formatted(service, user))) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", platform.user());
    properties.setProperty("password", platform.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(platform.jdbcUrl(), properties);
  }

  private static List<String> migrations() {
    Path folder = Distribution.current().root().resolve(MIGRATIONS);
    try {
      List<String> scripts = new ArrayList<>();
      for (Path file : Schemas.scripts(folder)) {
        scripts.add(Files.readString(file));
      }
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be read", e);
    }
  }
}
