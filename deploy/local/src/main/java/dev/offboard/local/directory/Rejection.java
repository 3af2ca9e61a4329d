package dev.offboard.local.directory;

/// A row that is not imported and why, in words for whoever can mend the file.
record Rejection(Place place, String reason) {
  @Override
  public String toString() {
    return "%s: %s".formatted(place, reason);
  }
}
