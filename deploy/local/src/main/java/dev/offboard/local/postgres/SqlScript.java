package dev.offboard.local.postgres;

import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An SQL script that psql could run as well: `:'name'` stands for a variable as a quoted literal.
/// It is sent as one batch, so nothing in it may be a psql command.
record SqlScript(String name, String text) {
  private static final Pattern VARIABLE = Pattern.compile("(?<!:):'([a-z_]+)'");

  /// The script in `file`.
  static SqlScript read(Path file) {
    try {
      return new SqlScript(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  /// The script with every variable replaced; a variable without a value is an error, a value
  /// without a variable isn't.
  SqlScript with(Map<String, String> values) {
    String replaced =
        VARIABLE
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        literal(
                            Optional.ofNullable(values.get(match.group(1)))
                                .orElseThrow(() -> missing(match.group(1))))));
    return new SqlScript(name, replaced);
  }

  /// Runs it, each statement in its own transaction unless the connection has one open.
  void runOn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    }
  }

  private PlatformFailure missing(String variable) {
    return new PlatformFailure(
        "%s uses :'%s', which has no value. The script was not run".formatted(name, variable));
  }

  /// As `standard_conforming_strings=on`, PostgreSQL's default, wants it: only the quote is
  /// special.
  private static String literal(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A value with a NUL can't be an SQL literal");
    }
    return "'" + value.replace("'", "''") + "'";
  }

  /// Not the text: once its variables are replaced it holds secrets.
  @Override
  public String toString() {
    return "SqlScript[%s]".formatted(name);
  }
}
