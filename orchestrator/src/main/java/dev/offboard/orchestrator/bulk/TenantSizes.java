package dev.offboard.orchestrator.bulk;

import dev.offboard.contracts.TenantId;
import dev.offboard.orchestrator.directory.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How many active users tenants have, remembered for a while: only whoever asks for many is
/// measured by it.
@Component
public final class TenantSizes {
  /// Nobody hires a twentieth more in that time.
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private record Known(long activeUsers, Instant at) {}

  private final Accounts accounts;
  private final Clock clock;
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  TenantSizes(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /// As far as remembered, else 0, which allows the least.
  public long remembered(TenantId tenant) {
    Known found = known.get(tenant);
    return found == null || found.at().plus(REMEMBERED).isBefore(clock.instant())
        ? 0
        : found.activeUsers();
  }

  /// Outside of any transaction: unless it is remembered it is asked for over the network.
  ///
  /// @throws dev.offboard.messaging.chassis.ApiProblem 503 `identity-away`
  public long of(TenantId tenant) {
    long remembered = remembered(tenant);
    if (remembered > 0) {
      return remembered;
    }
    long activeUsers = accounts.activeUsersOf(tenant);
    known.put(tenant, new Known(activeUsers, clock.instant()));
    return activeUsers;
  }
}
