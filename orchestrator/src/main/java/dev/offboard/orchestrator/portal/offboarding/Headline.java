package dev.offboard.orchestrator.portal.offboarding;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.portal.When;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.PolicySnapshot.Erase;
import dev.offboard.orchestrator.saga.Step;
import java.time.Instant;
import java.util.List;

/// Where an offboarding stands, in a sentence or two that are true.
final class Headline {
  private Headline() {}

  static String of(Offboarding it) {
    Instant graceEnds = it.graceEndsAt();
    boolean isOfRoles = !it.roles().isEmpty();
    return switch (it.state()) {
      case AWAITING_APPROVAL ->
          "Waiting for %s. Nothing has been done yet."
              .formatted(
                  it.approvals().missing() > 1
                      ? it.approvals().missing() + " approvals"
                      : "approval");
      case SCHEDULED ->
          "Planned for %s. Nothing has been done yet."
              .formatted(When.at(it.milestones().effectiveAt()));
      case REVOKING ->
          "%s are being taken away: %s."
              .formatted(isOfRoles ? "Roles" : "All accesses", confirmed(it));
      case VERIFYING ->
          "Everybody has confirmed, and is now asked to look again that nothing is left: %s."
              .formatted(confirmed(it));
      case REVOKED ->
          "%s gone; everybody has looked again and found nothing. %s"
              .formatted(
                  isOfRoles ? "The roles are" : "Every access is",
                  graceEnds == null ? "" : "It can be undone until " + When.at(graceEnds) + ".");
      case ERASING -> "Past the point of no return: profile and credentials are being erased.";
      case SEALING -> "All is done; the evidence is being sealed into the audit log.";
      case COMPLETED ->
          isOfRoles || it.policy().erase() == Erase.NEVER
              ? "Completed: taken away, read back and sealed."
              : "Completed: taken away, read back, erased and sealed.";
      case REINSTATING -> "Access is being given back: %s.".formatted(confirmed(it));
      case REINSTATED ->
          isOfRoles
              ? "The roles were given back."
              : "Access was given back. The password has to be set again; sessions stay ended.";
      case CANCELLED -> "Cancelled before anything was done.";
      case UNKNOWN -> "A newer version of this program looks after it; nothing can be told here.";
    };
  }

  private static String confirmed(Offboarding it) {
    List<Step> awaited =
        it.definition()
            .awaitedIn(it.state())
            .map(phase -> it.stepsOf(phase.phase()))
            .orElse(List.of());
    long done = awaited.stream().filter(step -> !step.isOutstanding()).count();
    return "%d of %d have confirmed".formatted(done, awaited.size());
  }

  /// Whether the undo would only withdraw what hasn't begun.
  static boolean isBeforeStart(Offboarding it) {
    return it.state() == OffboardingState.SCHEDULED
        || it.state() == OffboardingState.AWAITING_APPROVAL;
  }

  static boolean canBeUndone(Offboarding it) {
    return switch (it.state()) {
      case AWAITING_APPROVAL, SCHEDULED, REVOKING, VERIFYING, REVOKED -> true;
      case ERASING, SEALING, COMPLETED, REINSTATING, REINSTATED, CANCELLED, UNKNOWN -> false;
    };
  }
}
