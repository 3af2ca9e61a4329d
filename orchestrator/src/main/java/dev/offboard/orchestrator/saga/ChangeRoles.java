package dev.offboard.orchestrator.saga;

import static dev.offboard.contracts.ParticipantName.AUDIT;
import static dev.offboard.contracts.ParticipantName.ENTITLEMENT;
import static dev.offboard.contracts.ParticipantName.SESSION;
import static dev.offboard.contracts.Phase.RESTORE;
import static dev.offboard.contracts.Phase.WITHDRAW;
import static dev.offboard.orchestrator.saga.SagaBuilder.saga;
import static java.time.Duration.ofMinutes;

/// A role change of somebody who stays: some roles go, and the sessions that used them. The account
/// stays and may be given other roles meanwhile; nothing is erased. With the seal everybody forgets
/// what could have been restored, and the roles may be granted again.
public final class ChangeRoles {
  public static final SagaDefinition CHANGE_ROLES =
      saga("change-roles", 1)
          .phase(WITHDRAW)
          .announces(Announcements::rolesWithdrawn)
          .to(ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .undoneBy(RESTORE)
          .announces(Announcements::rolesRestored)
          .to(ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .verifiedBy(Announcements::residualRolesQueried)
          .to(ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5))
          .afterGracePeriod()
          .erasesNothing()
          .sealedBy(ENTITLEMENT, SESSION, AUDIT)
          .within(ofMinutes(5));

  private ChangeRoles() {}
}
