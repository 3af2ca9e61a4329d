package dev.offboard.orchestrator.portal.live;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an open page shows, as far as it changes by itself.
public sealed interface Watched {
  /// One offboarding with its steps.
  record One(OffboardingId id) implements Watched {}

  /// Everything that has not ended.
  ///
  /// @param tenant null for all of them
  record AllLive(@Nullable TenantId tenant) implements Watched {}

  /// How far a list of people is.
  record People(UUID roster) implements Watched {}
}
