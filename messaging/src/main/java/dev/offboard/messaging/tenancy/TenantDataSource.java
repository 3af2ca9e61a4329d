package dev.offboard.messaging.tenancy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.postgresql.PGConnection;

/// Gives out connections that show the rows of whom [Tenancy] says and no others, be it for a
/// transaction or for a single statement. A connection whose last use was about the same needs no
/// word to the database, and most are about all tenants.
public final class TenantDataSource extends HikariDataSource {
  private static final String TELL = "SELECT set_config('offboard.tenant', ?, false)";

  /// What each connection of the pool was told last. Told outside of a transaction, so a rollback
  /// leaves it as it is.
  private final Map<PGConnection, String> told = Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    try {
      show(connection, Tenancy.seen());
      return connection;
    } catch (SQLException e) {
      evictConnection(connection);
      throw e;
    }
  }

  private void show(Connection connection, String seen) throws SQLException {
    PGConnection own = connection.unwrap(PGConnection.class);
    if (seen.equals(told.getOrDefault(own, ""))) {
      return;
    }
    told.remove(own);
    try (PreparedStatement tell = connection.prepareStatement(TELL)) {
      tell.setString(1, seen);
      tell.execute();
    }
    told.put(own, seen);
  }
}
