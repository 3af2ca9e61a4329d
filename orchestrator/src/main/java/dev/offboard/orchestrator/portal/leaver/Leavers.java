package dev.offboard.orchestrator.portal.leaver;

import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.inventory.Account;
import dev.offboard.orchestrator.inventory.Inventories;
import dev.offboard.orchestrator.inventory.Told;
import dev.offboard.orchestrator.inventory.Users;
import dev.offboard.orchestrator.offboarding.LatestOffboardings;
import dev.offboard.orchestrator.portal.OffboardingLine;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts together what is known of somebody who may leave.
@Component
final class Leavers {
  /// Enough to see that somebody was here before.
  private static final int MOST_EARLIER = 5;

  private final Users users;
  private final Inventories inventories;
  private final LatestOffboardings offboardings;
  private final Clock clock;

  Leavers(Users users, Inventories inventories, LatestOffboardings offboardings, Clock clock) {
    this.users = users;
    this.inventories = inventories;
    this.offboardings = offboardings;
    this.clock = clock;
  }

  /// @throws dev.offboard.messaging.chassis.ApiProblem 404 for one who isn't there
  Leaver find(UserRef user) {
    Told<Optional<Account>> told = users.find(user);
    if (told.isKnown() && told.get().isEmpty()) {
      throw UserPath.unknown(user.tenantId(), user);
    }
    return new Leaver(
        user,
        told.isKnown() ? told.get().orElse(null) : null,
        told.trouble(),
        inventories.of(user),
        offboardings.of(user, MOST_EARLIER).stream().map(OffboardingLine::of).toList(),
        clock.instant());
  }
}
