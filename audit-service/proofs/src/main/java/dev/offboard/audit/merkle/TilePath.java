package dev.offboard.audit.merkle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `<N>[.p/<W>]` of C2SP tlog-tiles: an index in groups of three digits, all but the last after
/// an `x`, and the width of what is not full.
record TilePath(long index, int width) {
  private static final Pattern SYNTAX =
      Pattern.compile("((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
  private static final int GROUP = 1000;

  /// Above any index of a log of 2^63 - 1 entries, and well below where a long ends.
  private static final int MAX_INDEX_DIGITS = 18;

  TilePath {
    if (index < 0 || width < 1 || width > TileId.FULL_WIDTH) {
      throw new IllegalArgumentException(
          "a tile with index %d, width %d (expected: >= 0, 1 to 256)".formatted(index, width));
    }
  }

  static TilePath parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw unknown(text);
    }
    String digits = parts.group(1).replaceAll("[x/]", "");
    String partial = parts.group(2);
    if (digits.length() > MAX_INDEX_DIGITS) {
      throw unknown(text);
    }
    int width = partial == null ? TileId.FULL_WIDTH : Integer.parseInt(partial);
    if (width > TileId.FULL_WIDTH) {
      throw unknown(text);
    }
    TilePath path = new TilePath(Long.parseLong(digits), width);
    if (!path.toString().equals(text)) {
      throw unknown(text);
    }
    return path;
  }

  @Override
  public String toString() {
    StringBuilder path = new StringBuilder("%03d".formatted(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x%03d/".formatted(rest % GROUP));
    }
    return width == TileId.FULL_WIDTH ? path.toString() : path + ".p/" + width;
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "no path of a tile: %s (expected: like x001/x234/067 or 067.p/17)"
            .formatted(text.length() > 99 ? text.substring(0, 99) + ".." : text));
  }
}
