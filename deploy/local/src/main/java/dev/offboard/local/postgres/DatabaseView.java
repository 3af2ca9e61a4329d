package dev.offboard.local.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// The platform's database as an observer sees it: one connection that can only read, each query
/// bounded. Not thread-safe.
public final class DatabaseView implements AutoCloseable {
  private static final String CONNECT_SECONDS = "5";

  /// Looking for what is missing among days of rows takes seconds; a query must not hang for ever.
  private static final String SOCKET_SECONDS = "180";

  private final Connection connection;

  /// Connects.
  public DatabaseView(String jdbcUrl, String user, String password) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("ApplicationName", "offboard-observer");
    properties.setProperty("options", "-c default_transaction_read_only=on");
    try {
      this.connection = DriverManager.getConnection(jdbcUrl, properties);
    } catch (SQLException e) {
      throw new IllegalStateException("The database can't be reached: " + e.getMessage(), e);
    }
  }

  /// Every row of a query, each as `reader` sees it. The whole query sees one moment.
  public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database doesn't answer (SQLSTATE %s): %s"
              .formatted(e.getSQLState(), e.getMessage()),
          e);
    }
  }

  /// The number that a query of one row and one column gives; zero for NULL.
  public long number(String sql, Object... parameters) {
    return rows(sql, row -> row.getLong(1), parameters).getFirst();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("The database connection can't be closed", e);
    }
  }

  /// Makes something of the row that the cursor is at.
  @FunctionalInterface
  public interface RowReader<T> {
    /// Must not move the cursor.
    T read(ResultSet row) throws SQLException;
  }
}
