package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// The one database that holds the five schemas, set up by the scripts in `deploy/postgres`.
///
/// @param scripts the folder `deploy/postgres`
public record OffboardDatabase(SuperuserAccess access, Path scripts) {
  /// Its name in the embedded runtime and in compose.
  public static final String NAME = "offboard";

  /// Creates the database if there is none, then its roles and schemas; again changes only
  /// passwords.
  ///
  /// @param variables what `bootstrap.sql` calls `:'name'`
  public void bootstrap(Map<String, String> variables) {
    try {
      createIfAbsent();
      run("bootstrap.sql", variables);
    } catch (SQLException e) {
      throw failed("bootstrap.sql", e);
    }
  }

  /// Creates the publication that the relay follows; the services must have made their tables.
  /// Again changes nothing.
  public void publish() {
    try {
      run("publication.sql", Map.of());
    } catch (SQLException e) {
      throw failed("publication.sql", e);
    }
  }

  private void createIfAbsent() throws SQLException {
    try (Connection connection = access.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT FROM pg_database WHERE datname = '%s'".formatted(NAME))) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + NAME);
      }
    }
  }

  private void run(String script, Map<String, String> variables) throws SQLException {
    SqlScript sql = SqlScript.read(scripts.resolve(script)).with(variables);
    try (Connection connection = access.connect(NAME)) {
      sql.runOn(connection);
    }
  }

  private PlatformFailure failed(String script, SQLException e) {
    return new PlatformFailure(
        "deploy/postgres/%s failed on %s: %s (SQLSTATE %s). The services are not started; correct the cause and run `offboard up` again"
            .formatted(script, access, e.getMessage(), e.getSQLState()),
        e);
  }
}
