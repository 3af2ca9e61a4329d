package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.Initiator;

/// Who calls the API: the installation has one token, so there is one initiator.
final class TokenHolder {
  static final Initiator OPERATOR = new Initiator("operator", "operator");

  private TokenHolder() {}
}
