package dev.offboard.identity;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows as the columns that `unnest(:column::type[])` turns back into rows: one statement for all.
public final class Columns {
  private Columns() {}

  /// One column, as text for PostgreSQL to cast.
  public static <T> @Nullable String[] of(Collection<T> rows, Function<T, @Nullable Object> value) {
    @Nullable String[] column = new @Nullable String[rows.size()];
    int row = 0;
    for (T each : rows) {
      Object cell = value.apply(each);
      column[row++] = cell == null ? null : cell.toString();
    }
    return column;
  }
}
