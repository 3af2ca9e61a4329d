package dev.offboard.local.bench;

import dev.offboard.local.terminal.Table;
import java.util.List;
import java.util.Locale;

/// The figures as people read them: each with its gate and aim, whether they are met, and what the
/// machine was like.
final class FigureTable {
  private final Table table =
      new Table("figure", "value", "unit", "gate", "aim", "verdict", "n", "load", "fdatasync/s");
  private int missed;

  /// Adds a figure.
  ///
  /// @param unit also says what is counted
  /// @param n how many measurements it comes from
  FigureTable add(Figure figure, Gate gate, int n, Conditions conditions) {
    if (!gate.isMetBy(figure.value())) {
      missed++;
    }
    table.row(
        figure.what(),
        number(figure.value()),
        figure.unit(),
        gate,
        number(gate.aim()),
        gate.verdict(figure.value()),
        n,
        String.format(Locale.ROOT, "%.2f", conditions.loadAverage()),
        conditions.fdatasyncPerSecond());
    return this;
  }

  List<String> lines() {
    return table.lines();
  }

  /// How many gates are missed.
  int missed() {
    return missed;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.1f", value);
  }

  /// One value.
  record Figure(String what, double value, String unit) {}
}
