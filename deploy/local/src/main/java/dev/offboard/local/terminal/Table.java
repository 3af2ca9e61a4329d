package dev.offboard.local.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Text in columns. A column whose every cell is a number or a dash is aligned to the right; no
/// line ends in blanks.
public final class Table {
  private static final Pattern NUMBER =
      Pattern.compile("[-–]|[-+]?[0-9][0-9.,]*( ?(%|ms|s|MB|KB))?");
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /// A table with these columns and no rows yet.
  public Table(String... header) {
    this.header = List.of(header);
  }

  /// Adds a row.
  ///
  /// @param cells as many as there are columns; an absent value is an empty text
  public Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells (expected: %d, one per column)".formatted(cells.length, header.size()));
    }
    rows.add(Arrays.stream(cells).map(Table::oneLine).toList());
    return this;
  }

  /// True when there is nothing under the header.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Every line, the header first, each indented by two.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines());
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String blanks = " ".repeat(width(column) - width(cells.get(column)));
      line.append(GAP);
      line.append(isNumeric(column) ? blanks + cells.get(column) : cells.get(column) + blanks);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = width(header.get(column));
    for (List<String> row : rows) {
      widest = Math.max(widest, width(row.get(column)));
    }
    return widest;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /// A value from elsewhere must not break the table or steer the terminal.
  private static String oneLine(Object cell) {
    return cell.toString().replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
