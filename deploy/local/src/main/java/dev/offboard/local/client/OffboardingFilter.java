package dev.offboard.local.client;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.TenantId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which offboardings to list; what is absent filters nothing.
public record OffboardingFilter(
    Optional<TenantId> tenant,
    Optional<OffboardingState> state,
    Optional<Boolean> needsAttention,
    Optional<Period> requested) {
  /// Whenever it was requested.
  public OffboardingFilter(
      Optional<TenantId> tenant,
      Optional<OffboardingState> state,
      Optional<Boolean> needsAttention) {
    this(tenant, state, needsAttention, Optional.empty());
  }

  String query(int limit, Optional<String> cursor) {
    return Stream.of(
            tenant.map(it -> "tenantId=" + it),
            state.map(it -> "state=" + it),
            needsAttention.map(it -> "needsAttention=" + it),
            requested.map(it -> "from=%s&to=%s".formatted(it.from(), it.to())),
            Optional.of("limit=" + limit),
            cursor.map(it -> "cursor=" + it))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("&", "?", ""));
  }
}
