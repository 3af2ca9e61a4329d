package dev.offboard.orchestrator.saga;

/// What was found when an offboarding was about to start or to be approved. It is only cancelled on
/// knowledge: when nobody can be asked, the shell asks again later.
public sealed interface StartConditions {
  /// Go on; `note` stands in the history.
  record Hold(String note) implements StartConditions {}

  /// What would be done now is not what was approved: ask for this instead, and why.
  record Drifted(Asked asked, String why) implements StartConditions {}

  /// Don't start, and why.
  record Fail(String why) implements StartConditions {}
}
