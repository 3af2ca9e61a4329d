package dev.offboard.contracts;

/// Why somebody leaves, by the name of the policy that applies: `immediate-termination`. Which
/// reasons exist is configuration of the orchestrator.
public record ReasonCode(String value) {
  public ReasonCode {
    Ids.checked("reason", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
