package dev.offboard.local.directory;

import dev.offboard.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Cuts rows into requests that a service takes: not too many at a time, and no body too large.
final class Chunks {
  /// Identity and entitlement both take that many in one transaction.
  private static final int MOST_ROWS = 500;

  /// The least that every service accepts is 64 KiB; the rest is for what surrounds the rows.
  private static final int MOST_BYTES = 60_000;

  private Chunks() {}

  /// The rows in their order.
  ///
  /// @param written what is sent for a row
  static <R> List<List<R>> of(List<R> rows, Function<R, Object> written) {
    List<List<R>> chunks = new ArrayList<>();
    List<R> chunk = new ArrayList<>();
    int bytes = 0;
    for (R row : rows) {
      int size = Json.line(written.apply(row)).getBytes(StandardCharsets.UTF_8).length + 1;
      if (!chunk.isEmpty() && (chunk.size() == MOST_ROWS || bytes + size > MOST_BYTES)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        bytes = 0;
      }
      chunk.add(row);
      bytes += size;
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
