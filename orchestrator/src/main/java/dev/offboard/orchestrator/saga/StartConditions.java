package dev.offboard.orchestrator.saga;

/// What was found when a scheduled offboarding was about to start. It is only cancelled on
/// knowledge: when nobody can be asked, the shell asks again later.
public sealed interface StartConditions {
  /// Go on; `note` stands in the history.
  record Hold(String note) implements StartConditions {}

  /// Don't start, and why.
  record Fail(String why) implements StartConditions {}
}
