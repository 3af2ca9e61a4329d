package dev.offboard.local.bench;

import java.util.Locale;

/// What a figure has to be (the gate) and what it should become (the aim).
///
/// @param gate NaN when there is none
/// @param aim NaN when there is none
record Gate(Direction better, double gate, double aim) {
  /// Of a figure that nothing is demanded of.
  static final Gate NONE = new Gate(Direction.LOWER, Double.NaN, Double.NaN);

  /// Which way is better.
  enum Direction {
    LOWER,
    HIGHER
  }

  static Gate atMost(double gate, double aim) {
    return new Gate(Direction.LOWER, gate, aim);
  }

  static Gate atLeast(double gate, double aim) {
    return new Gate(Direction.HIGHER, gate, aim);
  }

  static Gate aimAtMost(double aim) {
    return new Gate(Direction.LOWER, Double.NaN, aim);
  }

  boolean isMetBy(double value) {
    return Double.isNaN(gate) || isGood(value, gate);
  }

  /// In one word or two, for the table; empty when nothing is demanded.
  String verdict(double value) {
    if (Double.isNaN(aim)) {
      return "";
    }
    if (!isMetBy(value)) {
      return "MISSED";
    }
    if (isGood(value, aim)) {
      return "aim met";
    }
    return Double.isNaN(gate) ? "aim missed" : "gate met";
  }

  @Override
  public String toString() {
    String sign = better == Direction.LOWER ? "<=" : ">=";
    String form = gate == Math.rint(gate) ? "%s %.0f" : "%s %.1f";
    return Double.isNaN(gate) ? "" : String.format(Locale.ROOT, form, sign, gate);
  }

  private boolean isGood(double value, double bound) {
    return better == Direction.LOWER ? value <= bound : value >= bound;
  }
}
