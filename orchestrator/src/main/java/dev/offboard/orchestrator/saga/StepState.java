package dev.offboard.orchestrator.saga;

/// Where one participant stands in one phase. Within an attempt it only moves down this list, so
/// the order in which reports arrive doesn't matter; a new attempt starts at the top.
public enum StepState {
  /// Announced, not answered. Silence leads to another announcement.
  ANNOUNCED,
  /// The participant says it is under way. A report pushes the silent timeout out.
  PROGRESSING,
  /// Reported failed, or completed with access left. Announced again after a pause.
  FAILED,
  /// "I did nothing and I won't." The policy decides; on HOLD it is asked again.
  REFUSED,
  /// Done and read back. Final for the phase.
  COMPLETED;

  /// Reads a stored code; one from a newer version is somebody's work under way.
  public static StepState ofCode(String code) {
    for (StepState state : values()) {
      if (state.name().equals(code)) {
        return state;
      }
    }
    return PROGRESSING;
  }
}
