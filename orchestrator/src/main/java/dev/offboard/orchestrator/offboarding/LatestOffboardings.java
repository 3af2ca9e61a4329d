package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.saga.Offboarding;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The offboardings requested last, for pages.
@Component
public class LatestOffboardings {
  /// As `GET /api/offboardings` has it.
  private static final Set<Role> WHO_FOLLOWS =
      EnumSet.of(Role.VIEWER, Role.REQUESTER, Role.APPROVER, Role.OPERATOR, Role.ADMINISTRATOR);

  private final OffboardingSearch search;

  LatestOffboardings(OffboardingSearch search) {
    this.search = search;
  }

  /// One of them.
  public record Latest(
      OffboardingId id,
      UserRef user,
      OffboardingState state,
      ReasonCode reason,
      Instant requestedAt,
      boolean needsAttention) {
    static Latest of(Offboarding it) {
      return new Latest(
          it.id(),
          it.user(),
          it.state(),
          it.reason(),
          it.milestones().requestedAt(),
          it.attention() != null);
    }
  }

  /// Of one user, at most `most`, the latest first.
  public List<Latest> of(UserRef user, int most) {
    return find(
        new OffboardingSearch.Filter(user.tenantId(), user.userId(), null, null, null, null, null),
        most);
  }

  /// Of the caller's tenants, at most `most`, the latest first; none for who may not follow them.
  public List<Latest> seenBy(Caller caller, int most) {
    if (caller.roles().stream().noneMatch(WHO_FOLLOWS::contains)) {
      return List.of();
    }
    return find(
        new OffboardingSearch.Filter(caller.tenant(), null, null, null, null, null, null), most);
  }

  private List<Latest> find(OffboardingSearch.Filter filter, int most) {
    return search.find(filter, null, most).offboardings().stream()
        .map(found -> Latest.of(found.offboarding()))
        .toList();
  }
}
