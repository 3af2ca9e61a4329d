package dev.offboard.contracts;

/// Why somebody leaves, by the name of the policy that applies: `immediate-termination`. Which
/// reasons exist is configuration of the orchestrator.
public record ReasonCode(String value) {
  /// Not a reason to leave but to come back: a reinstatement for it starts afresh, with nothing
  /// that an erasure has left.
  public static final ReasonCode RE_HIRE = new ReasonCode("re-hire");

  public ReasonCode {
    Ids.checked("reason", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
