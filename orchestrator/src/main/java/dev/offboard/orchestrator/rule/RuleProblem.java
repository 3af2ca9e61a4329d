package dev.offboard.orchestrator.rule;

/// What is wrong with a condition.
///
/// @param line counted from 1
/// @param column counted from 1
/// @param message what was found and what was expected
public record RuleProblem(int line, int column, String message) {
  @Override
  public String toString() {
    return "line %d, column %d: %s".formatted(line, column, message);
  }
}
