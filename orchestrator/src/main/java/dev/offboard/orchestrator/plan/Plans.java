package dev.offboard.orchestrator.plan;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.directory.Accounts;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.directory.HeldRoles;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Party;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes plans: looks up what somebody holds and says who has to approve that it goes. Outside of
/// any transaction, because it asks other services.
@Component
public final class Plans {
  private final HeldRoles heldRoles;
  private final Accounts accounts;

  Plans(HeldRoles heldRoles, Accounts accounts) {
    this.heldRoles = heldRoles;
    this.accounts = accounts;
  }

  /// Who has to approve it; nobody is asked over the network.
  ///
  /// @throws ApiProblem 409 or 403 if it is refused whoever approves it
  public Requirement requirement(Wanted wanted, DirectoryUser known, List<Party> requesters) {
    return Requirements.of(wanted, known, requesters);
  }

  /// What has to be approved; absent if nothing has.
  ///
  /// @throws ApiProblem 503 if it isn't known what the user holds
  public @Nullable Asked ask(Wanted wanted, DirectoryUser known, Requirement requirement) {
    if (!requirement.isNeeded()) {
      return null;
    }
    UserRef user = wanted.user();
    String json =
        new Plan(wanted, known.epoch(), guards(known), heldRoles.of(user), accounts.apiKeysOf(user))
            .json();
    return new Asked(requirement.approvals(), json, Plan.hashOf(json), requirement.because());
  }

  private static List<String> guards(DirectoryUser known) {
    List<String> guards = new ArrayList<>();
    if (known.isAdministrator()) {
      guards.add(Requirement.ADMINISTRATOR);
    }
    if (known.isLastAdministrator()) {
      guards.add(Requirement.LAST_ADMINISTRATOR);
    }
    if (known.isProtected()) {
      guards.add(Requirement.PROTECTED);
    }
    return guards;
  }
}
