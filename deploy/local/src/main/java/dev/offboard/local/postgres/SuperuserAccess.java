package dev.offboard.local.postgres;

import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.HealthProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Where a PostgreSQL server is and how its superuser gets in: for setting it up and for asking
/// whether it works. No service uses it.
public record SuperuserAccess(String host, int port, String user, String password)
    implements HealthProbe {
  /// The local host answers at once or not at all.
  private static final String CONNECT_SECONDS = "3";

  /// A machine with more to do than it has cores lets a cold virtual machine log in this slowly.
  private static final String LOGIN_SECONDS = "10";

  /// Setting up takes well under a second; a statement that waits for a lock must not wait for
  /// ever.
  private static final String SOCKET_SECONDS = "30";

  /// The JDBC URL of one database.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  /// A new connection, bounded in how long it waits.
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", LOGIN_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("ApplicationName", "offboard");
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  @Override
  public Health probe() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      return Health.up();
    } catch (SQLException e) {
      return Health.down(String.valueOf(e.getMessage()));
    }
  }

  /// Without the password.
  @Override
  public String toString() {
    return "%s at %s:%d".formatted(user, host, port);
  }
}
