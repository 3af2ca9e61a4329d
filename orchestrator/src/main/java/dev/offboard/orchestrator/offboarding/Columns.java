package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows to columns and back: a multi-row statement takes one array per column (`unnest`), as text
/// that PostgreSQL casts.
final class Columns {
  private Columns() {}

  static <T> @Nullable String[] of(List<T> rows, Function<T, @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    for (int i = 0; i < column.length; i++) {
      Object cell = value.apply(rows.get(i));
      column[i] = cell == null ? null : cell.toString();
    }
    return column;
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Initiator initiator(ResultSet row, String prefix) throws SQLException {
    String id = row.getString(prefix + "_id");
    return id == null ? null : new Initiator(id, row.getString(prefix + "_role"));
  }
}
