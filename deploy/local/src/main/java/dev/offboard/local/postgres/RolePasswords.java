package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// The passwords of the roles that `deploy/postgres/bootstrap.sql` makes. PostgreSQL keeps one for
/// each, as a SCRAM verifier, which is made here: no statement and no log holds the text.
public record RolePasswords(SuperuserAccess access) {
  private static final String ENCRYPTION = "scram-sha-256";

  /// `invalid_password`.
  private static final String REFUSED = "28P01";

  /// Lets the role in with this password from now on, and with no other. Connections that are open
  /// stay.
  public void change(String role, String password) {
    try (Connection connection = access.connect(OffboardDatabase.NAME)) {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(role, password.toCharArray(), ENCRYPTION);
    } catch (SQLException e) {
      throw new PlatformFailure(
          "The password of role %s could not be changed on %s: %s (SQLSTATE %s). It keeps the one it has"
              .formatted(role, access, e.getMessage(), e.getSQLState()),
          e);
    }
  }

  /// Makes a connection as the role; false if it is refused.
  public boolean isLetIn(String role, String password) {
    SuperuserAccess asRole = new SuperuserAccess(access.host(), access.port(), role, password);
    try (Connection connection = asRole.connect(OffboardDatabase.NAME)) {
      return connection.isValid(0);
    } catch (SQLException e) {
      if (REFUSED.equals(e.getSQLState())) {
        return false;
      }
      throw new PlatformFailure(
          "%s could not be asked whether it lets in %s: %s (SQLSTATE %s). Run the command again"
              .formatted(access, role, e.getMessage(), e.getSQLState()),
          e);
    }
  }
}
