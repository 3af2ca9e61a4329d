package dev.offboard.orchestrator.saga;

/// Why a step is not done yet: the participant's own words. `code` is stable, `detail` is for a
/// person and carries no personal data.
public record StepError(Kind kind, String code, String detail) {
  /// Found by the orchestrator, not said by the participant: completed, but access is left.
  static final String RESIDUAL_ACCESS = "residual-access";

  /// What a person reads at a glance; a participant may have sent a page.
  private static final int LONGEST_DETAIL = 500;

  public StepError {
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL) + "…";
    }
  }

  /// Failed is tried again and expected to work; refused needs somebody to change something first.
  public enum Kind {
    FAILED,
    REFUSED
  }
}
