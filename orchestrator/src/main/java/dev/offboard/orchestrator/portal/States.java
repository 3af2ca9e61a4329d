package dev.offboard.orchestrator.portal;

import dev.offboard.contracts.OffboardingState;

/// The states of an offboarding in a few words each.
public final class States {
  private States() {}

  /// As a list shows it.
  public static String label(OffboardingState state) {
    return switch (state) {
      case AWAITING_APPROVAL -> "awaiting approval";
      case SCHEDULED -> "planned";
      case REVOKING -> "revoking";
      case VERIFYING -> "verifying";
      case REVOKED -> "revoked";
      case ERASING -> "erasing";
      case SEALING -> "sealing";
      case COMPLETED -> "completed";
      case REINSTATING -> "giving back";
      case REINSTATED -> "given back";
      case CANCELLED -> "cancelled";
      case UNKNOWN -> "not known here";
    };
  }

  /// Which of the few looks it has: waiting, working, safe, done, back.
  public static String look(OffboardingState state) {
    return switch (state) {
      case AWAITING_APPROVAL, SCHEDULED, UNKNOWN -> "waiting";
      case REVOKING, VERIFYING, ERASING, SEALING, REINSTATING -> "working";
      case REVOKED -> "safe";
      case COMPLETED -> "done";
      case REINSTATED, CANCELLED -> "back";
    };
  }
}
