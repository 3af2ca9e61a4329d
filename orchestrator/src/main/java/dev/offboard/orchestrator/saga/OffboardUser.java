package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.IDENTITY;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.contracts.Phase.ERASE;
import static dev.offboard.contracts.Phase.REINSTATE;
import static dev.offboard.contracts.Phase.REVOKE;
import static dev.offboard.orchestrator.saga.SagaBuilder.saga;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

/// The offboarding of one user, on one screen. A change of its meaning is a new version: an
/// offboarding ends on the definition it started with.
public final class OffboardUser {
  public static final SagaDefinition OFFBOARD_USER =
      saga("offboard-user", 1)
          .phase(REVOKE)
          .announces(Announcements::userDeprovisioned)
          .to(IDENTITY, ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .undoneBy(REINSTATE)
          .announces(Announcements::userReinstated)
          .to(IDENTITY, ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .verifiedBy(Announcements::residualAccessQueried)
          .to(IDENTITY, ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .afterGracePeriod()
          .pivot(ERASE)
          .announces(Announcements::userErased)
          .to(IDENTITY, ENTITLEMENT, SESSION, AUDIT)
          .within(ofHours(24))
          .sealedBy(AUDIT)
          .within(ofMinutes(5));

  private OffboardUser() {}
}
