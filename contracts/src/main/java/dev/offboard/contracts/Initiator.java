package dev.offboard.contracts;

/// Who asked, by id and role; never a name.
public record Initiator(String id, String role) {
  /// The orchestrator itself: a timer, a deadline, a policy.
  public static final Initiator ORCHESTRATOR = new Initiator("orchestrator", "system");

  /// Whoever holds the installation's token: there is one, so there is one such initiator.
  public static final Initiator OPERATOR = new Initiator("operator", "operator");

  public Initiator {
    Ids.checked("initiator id", id);
    Ids.checked("initiator role", role);
  }
}
