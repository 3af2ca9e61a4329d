package dev.offboard.local.directory;

/// Where in which file something stands, as editors understand it: `grants.csv:17`.
///
/// @param line counted from 1
/// @param inside where on that line when it holds many, for example `Resources[12]`; else empty
record Place(String file, long line, String inside) {
  @Override
  public String toString() {
    return inside.isEmpty()
        ? "%s:%d".formatted(file, line)
        : "%s:%d (%s)".formatted(file, line, inside);
  }
}
