package dev.offboard.local.directory;

import java.util.Comparator;

/// Where in which file something stands, as editors understand it: `grants.csv:17`.
///
/// @param line counted from 1
/// @param inside where on that line when it holds many, for example `Resources[12]`; else empty
record Place(String file, long line, String inside) implements Comparable<Place> {
  private static final Comparator<Place> IN_FILE_ORDER =
      Comparator.comparing(Place::file).thenComparing(Place::line).thenComparing(Place::inside);

  @Override
  public int compareTo(Place other) {
    return IN_FILE_ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return inside.isEmpty()
        ? "%s:%d".formatted(file, line)
        : "%s:%d (%s)".formatted(file, line, inside);
  }
}
